/** Under which addresses people open Earshot (EARSHOT_PUBLIC_URL), the first being the one that links are made with. */
export class AccessSettings {
  /** Cookies are Secure as soon as one address is https. */
  readonly secure: boolean;

  /** `providerName`: how the company's own sign-in service is called, where there is one. */
  constructor(readonly publicUrls: readonly string[] = [], readonly providerName?: string) {
    this.secure = publicUrls.some(url => url.startsWith('https:'));
  }
}
