import type { SourceHealth } from '../contract/sources.js';
import type { Instant } from '../domain/time.js';

/** What is heard from each source, for other edges to show. */
export interface SourcesHealth {
  /** By name; without why things were refused, which stands in the list of those. */
  health(at: Instant): readonly SourceHealth[];
  /** A source that sends no more; false of one that is not known, and of a line, which would be back at once. */
  forget(source: string): boolean;
}
