import { z } from 'zod';

/** What may be asked of one value: every test that is given must hold. */
export const questionShape = {
  is: z.array(z.string()).min(1).optional(),
  not: z.array(z.string()).min(1).optional(),
  matches: z.string().refine(isPattern, { error: 'is not a regular expression' }).optional(),
  above: z.number().optional(),
  below: z.number().optional(),
};

export interface Question {
  readonly is?: readonly string[] | undefined;
  readonly not?: readonly string[] | undefined;
  readonly matches?: string | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

export type Test = (value: string) => boolean;

export function testsOf({ is, not, matches, above, below }: Question): readonly Test[] {
  const pattern = matches === undefined ? undefined : new RegExp(matches, 'u');
  return [
    is && ((value: string) => is.includes(value)),
    not && ((value: string) => !not.includes(value)),
    pattern && ((value: string) => pattern.test(value)),
    // An empty value is no number: it is neither above nor below anything.
    above !== undefined && ((value: string) => value !== '' && Number(value) > above),
    below !== undefined && ((value: string) => value !== '' && Number(value) < below),
  ].filter((each): each is Test => typeof each === 'function');
}

export function isPattern(given: string): boolean {
  try {
    new RegExp(given, 'u').test('');
    return true;
  } catch {
    return false;
  }
}
