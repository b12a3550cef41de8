import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { happens } from './chance.js';
import type { Chance } from './chance.js';

/** A customer is known by the number called from, or by the platform's own id where the number is withheld. */
export interface Customer {
  readonly number?: string;
  readonly id: string;
}

// 555-0100 to 555-0199 in each area code is set aside for fiction. 202 is left out: the demo's own numbers are there.
const areaCodes = (
  '201 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 ' +
  '260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 334 ' +
  '336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 432 434 435 ' +
  '440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540 541 551 559 561 562 ' +
  '563 567 570 571 573 574 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 ' +
  '636 641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 ' +
  '734 740 757 760 763 765 770 772 773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 828 ' +
  '830 831 832 843 845 847 848 850 856 857 858 859 860 862 863 864 865 870 901 903 904 906 907 908 909 910 912 913 914 915 ' +
  '916 917 918 919 920 925 928 931 936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980 985 989'
).split(' ');
// Ofcom's ranges for drama, a thousand numbers each.
const dramaRanges = (
  '1134960 1144960 1154960 1164960 1174960 1184960 1214960 1314960 1414960 1514960 1614960 2079460 1914980 2896496 2920180 7700900'
).split(' ');

const HUNDREDS = areaCodes.length * 100;
const NUMBERS = HUNDREDS + dramaRanges.length * 1_000;
/** Shares no factor with the count of numbers, so that stepping by it visits every number once. */
const STRIDE = 7_919;
/** A number that called is not someone else's until a week has passed: it would look like a repeat. */
const REST = 7 * DAY;
const WITHHELD = 0.05;

export class Customers {
  private readonly lastUsed: (Instant | undefined)[] = [];
  private at: number;
  private count = 0;

  constructor(private readonly chance: Chance) {
    this.at = Math.floor(chance() * NUMBERS);
  }

  /** Somebody who has not called this week. When every number has been used, they withhold theirs. */
  someone(now: Instant): Customer {
    const id = `K-${String(++this.count).padStart(6, '0')}`;
    if (happens(this.chance, WITHHELD)) return { id };
    const used = this.lastUsed[this.at];
    if (used !== undefined && now - used < REST) return { id };
    this.lastUsed[this.at] = now;
    const number = numberAt(this.at);
    this.at = (this.at + STRIDE) % NUMBERS;
    return { id, number };
  }
}

function numberAt(index: number): string {
  if (index < HUNDREDS) return `+1${areaCodes[Math.floor(index / 100)]}55501${String(index % 100).padStart(2, '0')}`;
  const rest = index - HUNDREDS;
  return `+44${dramaRanges[Math.floor(rest / 1_000)]}${String(rest % 1_000).padStart(3, '0')}`;
}
