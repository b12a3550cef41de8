import { isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

/** Whether it is a telephone number that is listed out, and no key of a customer. */
export function isNumber(listed: string): boolean {
  return /^(\+|00?)?[\d\s()./-]{3,}$/.test(listed);
}

/** The text with each listed number written as its key, and without the remarks beside them, which may say whose it is. */
export function withoutListedNumbers(text: string, keyOf: (number: string) => string): string {
  if (!text.includes('listedOut')) return text;
  const document = parseDocument(text, { uniqueKeys: false, stringKeys: true });
  const listed: unknown = document.errors.length > 0 ? undefined : document.get('listedOut', true);
  if (!isSeq(listed) || !listed.items.some((item) => isScalar(item) && isNumber(String(item.source ?? item.value)))) return text;
  quiet(listed);
  for (const item of listed.items) {
    if (!isScalar(item)) continue;
    quiet(item);
    if (isNumber(String(item.value))) item.value = keyOf(String(item.value));
  }
  return document.toString({ lineWidth: 0 });
}

function quiet(node: Node): void {
  node.comment = null;
  node.commentBefore = null;
}
