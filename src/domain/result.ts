/** An expected outcome: a value, or the reason why there is none. Exceptions are for bugs. */
export type Result<Value, Reason = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };

export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function refused<Reason>(reason: Reason): Result<never, Reason> {
  return { ok: false, reason };
}
