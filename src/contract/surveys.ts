/** What the customers' answers come to. Instants are milliseconds since 1970, shares 0 to 1; null: too few to say. */

/** A share with its sample and Wilson's 95 % interval. */
export interface ShareOf {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly count: number;
  readonly of: number;
}

/** Where the invitations of a programme are. The first five never got further; the last four are what came of those that went out. */
export interface SurveyFunnel {
  readonly planned: number;
  readonly cancelled: number;
  readonly failed: number;
  /** Being sent now, or of unknown fate: never sent again. */
  readonly unclear: number;
  /** Gone out and open still. */
  readonly open: number;
  readonly answered: number;
  readonly partial: number;
  readonly expired: number;
  readonly stopped: number;
}

/** How many got how far: sent out or tried, arrived, answered anything, answered all. */
export interface SurveySteps {
  readonly invited: number;
  readonly delivered: number;
  readonly started: number;
  readonly completed: number;
}

export interface SurveyProgramme {
  readonly programme: string;
  readonly name: string;
  /** "gone": no longer among the settings. */
  readonly kind: 'persistent' | 'periodic' | 'pulsed' | 'gone';
  readonly channel: 'sms' | 'voice' | null;
  readonly running: boolean;
  /** Whom it asks, in a sentence. */
  readonly whom: string;
  /** Invitations with at least one answer. */
  readonly answers: number;
  readonly steps: SurveySteps;
  /** Of a pulsed study: how many answers are wanted, and when it ends. */
  readonly quota?: number;
  readonly until?: number;
  /** Of a study: how many answers there are, whenever and of whichever queue; `answers` are those of the time and the queues that are asked for. */
  readonly collected?: number;
  readonly funnel: SurveyFunnel;
  /** Of those who were asked and whose time to answer has passed, who answered anything. */
  readonly responded: ShareOf;
}

export interface QuestionResult {
  readonly question: string;
  /** How many answered it. */
  readonly n: number;
  /** Of each answer, how many gave it. */
  readonly counts: Readonly<Record<string, number>>;
  /** What of the question is read as a share: yes of resolved, 4 and 5 of csat-5, 5 and more of ces-7, "better" of comparison. */
  readonly share: ShareOf & { readonly says: string };
  /** Of scales. */
  readonly mean: number | null;
  /** Of nps-10: promoters (9, 10) minus detractors (0 to 6), in points. */
  readonly nps: number | null;
}

export interface Flatters {
  readonly question: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface SurveyComment {
  readonly contact: string;
  readonly queue?: string;
  readonly at: number;
  readonly text: string;
}

export interface SurveyResults extends SurveyProgramme {
  readonly questions: readonly QuestionResult[];
  /** Where a part was asked days later: the answers of both, which tell how far those of the same day flatter. */
  readonly later: readonly QuestionResult[];
  /** Of each question of both: the share of the same day minus that of days later, −1 to 1, with its 95 % interval; null under ten answers in either. */
  readonly flatters: readonly Flatters[];
  readonly comments: readonly SurveyComment[];
}

/** Someone who was let down and whose voice is missing: not asked, asked and silent, or asked and answered with STOP. */
export interface UnheardLine {
  readonly contact: string;
  readonly customer: string;
  readonly startedAt: number;
  readonly why: 'never-asked' | 'silent' | 'stopped';
  /** What went wrong, the worst first. */
  readonly flags: readonly { readonly rule: string; readonly title: string; readonly severity: 'note' | 'warning' | 'severe'; readonly because: string }[];
}
