import type { SurveyProgramme, SurveyResults } from '../contract/surveys.js';
import type { Floor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import type { ResultFilter } from '../ports/surveys.js';
import { scopeOf } from '../views/scope.js';
import { programmesOf, resultsOf, seesResult } from '../views/surveys.js';
import type { Collected } from '../views/surveys.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import type { SurveysQuery } from './parameters.js';
import { titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';

type Parts = Pick<ApiParts, 'surveys' | 'state' | 'clock' | 'rules'>;

const COMMENTS = 200;

/** Every programme, with what became of its invitations that the reader may see. */
export async function readProgrammes({ surveys, state, clock, rules }: Parts, query: SurveysQuery, reader: Reader): Promise<readonly SurveyProgramme[]> {
  const [results, collected] = await Promise.all([surveys.results(filterOf(query)), collectedBy(surveys, state.floor, Object.keys(state.floor.surveys.programmes))]);
  return programmesOf(results.filter((each) => seesResult(scopeOf(reader), state.floor, each)), collected, state.floor, titlesOf({ rules }), clock.now());
}

export async function readResults({ surveys, state, clock, rules }: Parts, programme: string, query: SurveysQuery, reader: Reader): Promise<Answer<SurveyResults>> {
  const filter = { ...filterOf(query), programme };
  const scope = scopeOf(reader);
  const seen = <Each extends { readonly queue?: string }>(all: readonly Each[]): Each[] => all.filter((each) => seesResult(scope, state.floor, each));
  const [results, comments, collected] = await Promise.all([surveys.results(filter), surveys.comments(filter, COMMENTS), collectedBy(surveys, state.floor, [programme])]);
  if (results.length === 0 && !Object.hasOwn(state.floor.surveys.programmes, programme)) {
    return notHere('There is no such survey programme.', 'Ask /api/v1/surveys for those there are.');
  }
  return ok(resultsOf(programme, seen(results), seen(comments), collected, state.floor, titlesOf({ rules }), clock.now()));
}

async function collectedBy(surveys: ApiParts['surveys'], { surveys: { programmes } }: Floor, names: readonly string[]): Promise<Collected> {
  const studies = names.filter((name) => Object.hasOwn(programmes, name) && programmes[name]?.kind === 'pulsed');
  return new Map(await Promise.all(studies.map(async (name) => [name, await surveys.answersTo(name)] as const)));
}

function filterOf({ from, to }: SurveysQuery): ResultFilter {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
