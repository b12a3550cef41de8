const PREFIX = 'tel_';

/** Whether a customer's key was made of a telephone number (`access/pseudonym.ts`), and is no platform's own id: only then can a number of theirs be kept. */
export function isNumberKey(customer: string): boolean {
  return customer.startsWith(PREFIX);
}
