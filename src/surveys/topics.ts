import type { Topics } from '../domain/survey.js';
import { plain } from './words.js';

/** The topics that a free line is about, in the order of the settings: by whole words and phrases, or beginnings (`rout*`). */
export function topicsIn(line: string, topics: Topics): readonly string[] {
  const said = ` ${plain(line)} `;
  return Object.keys(topics).filter((topic) => topics[topic]?.some((word) => said.includes(soughtFor(word))));
}

function soughtFor(word: string): string {
  return word.endsWith('*') ? ` ${plain(word)}` : ` ${plain(word)} `;
}
