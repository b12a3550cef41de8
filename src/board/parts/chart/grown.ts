/** How much larger type is than on a desk (14 pixels): charts are drawn in pixels, and grow with it on a 4K screen. */
export const grown = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 14;
