import { own } from '../own.js';
import { compile } from './compile.js';
import type { Reader } from './compile.js';
import type { ProofRule } from './mapping.js';
import { parseMapping } from './parse-mapping.js';

/** One source's entry under `webhooks:`, ready for use. */
export interface Hook {
  readonly proof: ProofRule;
  readonly read: Reader;
}

/** The webhooks of the settings in force, each made ready once: other settings are other objects. */
export class Hooks {
  private readonly ready = new WeakMap<object, Hook>();

  constructor(private readonly settings: () => Readonly<Record<string, unknown>>) {}

  /** Undefined: nothing is set up under this name. */
  of(source: string): Hook | undefined {
    const given = own(this.settings(), source);
    if (typeof given !== 'object' || given === null) return undefined;
    const known = this.ready.get(given);
    if (known !== undefined) return known;
    // The settings were checked before they came into force; what an older version let pass is as good as absent.
    const parsed = parseMapping(given);
    if (!parsed.ok) return undefined;
    const hook = { proof: parsed.value.proof, read: compile(parsed.value) };
    this.ready.set(given, hook);
    return hook;
  }
}
