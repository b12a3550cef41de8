/** The desk's one changing thing: what was heard, what was answered, what time it is. */
import type { PromptView } from '../../contract/desk.js';
import { whoAmI } from '../net/api.js';
import { connectDesk, type DeskConnection } from './connect.js';
import { dropToken, keepOutbox, keptOutbox, takeToken } from './keep.js';
import { askedOf, fold, nextOf, nothingYet, openOf, type Asked, type DeskState, type Message } from './state.js';

export type Session =
  | { readonly is: 'asking' }
  | { readonly is: 'nobody'; readonly reason: string | null }
  | { readonly is: 'unreachable'; readonly what: string; readonly do: string }
  | { readonly is: 'somebody' };

/** How long "Noted" is shown. */
const THANKS = 4_000;

export class DeskPage {
  session: Session = $state.raw({ is: 'asking' });
  state: DeskState = $state.raw({ ...nothingYet, outbox: keptOutbox() });
  /** What could not be done, in words for the agent. */
  problem: string | null = $state(null);
  /** The last prompt was answered just now. */
  thanks = $state(false);
  /** The question that is answered anew. */
  reopened: { readonly prompt: string; readonly question: string } | null = $state.raw(null);
  #pageNow = $state(Date.now());
  #connection: DeskConnection | null = null;
  #token: string | null = null;
  #problemOver: ReturnType<typeof setTimeout> | undefined;

  readonly now: number = $derived(this.#pageNow + this.state.offset);
  readonly open: readonly PromptView[] = $derived(openOf(this.state, this.now));
  readonly prompt: PromptView | null = $derived(this.open[0] ?? null);
  readonly questions: readonly Asked[] = $derived(this.prompt === null ? [] : askedOf(this.prompt, this.state.outbox));
  readonly question: Asked | null = $derived(this.#currentQuestion());

  start(): void {
    this.#tick();
    this.#token = takeToken();
    if (this.#token === null) void this.#ask();
    else this.enter();
  }

  enter(): void {
    this.session = { is: 'somebody' };
    this.#connection?.close();
    this.#connection = connectDesk(this.#token, {
      hear: (message) => this.hear(message),
      outbox: () => this.state.outbox,
      refused: (reason) => this.leave(reason),
      told: (problem) => this.tell(problem),
    });
  }

  leave(reason: string): void {
    this.#connection?.close();
    this.#connection = null;
    this.#token = null;
    dropToken();
    this.session = { is: 'nobody', reason };
  }

  hear(message: Message): void {
    this.state = fold(this.state, message);
    if (message.type === 'given' || message.type === 'settled') keepOutbox(this.state.outbox);
  }

  answer(choice: string): void {
    const { prompt, question } = this;
    if (prompt === null || question === null) return;
    const answer = { prompt: prompt.id, question: question.id, choice };
    this.reopened = null;
    if (question.answer === choice) return;
    this.hear({ type: 'given', answer });
    this.#connection?.answer(answer);
    if (nextOf(askedOf(prompt, this.state.outbox)) === undefined) this.#thank();
  }

  /** The key's choice, if there is one. */
  press(key: number): boolean {
    const choice = this.question?.choices[key - 1];
    if (choice === undefined) return false;
    this.answer(choice.value);
    return true;
  }

  /** Back to the question before, to answer it anew; a promise is made when it is said. */
  back(): void {
    const { prompt, question, questions } = this;
    const place = questions.findIndex(({ id }) => id === question?.id);
    const before = questions[place - 1];
    if (prompt !== null && before !== undefined) this.reopened = { prompt: prompt.id, question: before.id };
  }

  asked(contact: string): void {
    this.#connection?.asked(contact);
  }

  kept(contact: string, promise: string): void {
    this.#connection?.kept(contact, promise);
  }

  tell(problem: string): void {
    this.problem = problem;
    clearTimeout(this.#problemOver);
    this.#problemOver = setTimeout(() => { this.problem = null; }, 8_000);
  }

  #currentQuestion(): Asked | null {
    const { reopened, prompt, questions } = this;
    const again = reopened !== null && reopened.prompt === prompt?.id ? questions.find(({ id }) => id === reopened.question) : undefined;
    return again ?? nextOf(questions) ?? null;
  }

  #thank(): void {
    this.thanks = true;
    setTimeout(() => { this.thanks = false; }, THANKS);
  }

  async #ask(): Promise<void> {
    const answer = await whoAmI();
    if (answer.ok) return this.enter();
    if (answer.status === 401 || answer.status === 403) {
      this.session = { is: 'nobody', reason: null };
      return;
    }
    this.session = { is: 'unreachable', what: answer.what, do: answer.do };
    setTimeout(() => void this.#ask(), 3_000);
  }

  #tick(): void {
    this.#pageNow = Date.now();
    setTimeout(() => this.#tick(), 1_000 - ((this.#pageNow + this.state.offset) % 1_000) + 5);
  }
}
