/** One key of a telephone: whatever else a caller types is never kept. */
export const MENU_KEY = /^[0-9*#A-D]$/i;
