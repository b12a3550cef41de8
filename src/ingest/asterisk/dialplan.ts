import { inTurn, step } from '../step.js';
import { field, type AmiBlock } from './ami-block.js';
import { withLeg, type Call, type Happening, type Menu, type Moment, type Step } from './call.js';
import { enterMenu, retry } from './menus.js';
import { fact } from '../fact.js';
import { resolveLeave } from './queues.js';
import { customerLeg, isMenuApplication, leaveMenu, settleTyped } from './typing.js';

/** The next step of the dialplan: settles what the caller typed and, where no UserEvent tells the menus, infers them. */
export const dialplanStep: Happening = (call, moment) => {
  const { block, leg } = moment;
  const application = field(block, 'Application') ?? '';
  const known = call.legs.get(leg);
  if (!known || application === 'AppDial' || application === 'AppQueue') return step(call);
  const first = field(block, 'AppData')?.split(',')[0] || undefined;
  const here = withLeg(call, leg, {
    ...known,
    application,
    slot: application === 'Read' || application === 'ReadExten' ? first : undefined,
    queue: application === 'Queue' ? first : undefined,
  });
  if (leg !== customerLeg(call)) return resolveLeave(here, moment, 'went-on');
  const extension = field(block, 'Extension') ?? '';
  if (extension === 'h') return step(here);
  return inTurn<Call>(
    { ...here, hungUpBy: undefined },
    (each) => settleTyped(each, takesTyped(each, extension)),
    (each) => resolveLeave(each, moment, 'went-on'),
    (each) => each.told ? step(each) : inferMenu(each, moment, application, extension),
    (each) => application === 'VoiceMail' ? leaveMenu(each, moment.id, 'as-key') : step(each),
  );
};

/** A mailbox says so when a message was kept. */
export const messageLeft: Happening = (call, { leg }) =>
  call.leftMessage ? step(call) : step({ ...call, leftMessage: true }, fact('voicemail.left', `${leg}:voicemail`, {}));

function takesTyped(call: Call, extension: string): 'as-key' | 'not-as-key' {
  return extension === call.typed?.first || extension === 'i' ? 'as-key' : 'not-as-key';
}

/** The menu that a channel listens in when we start: known to whoever heard it begin, so nothing is told of that. */
export function menuListed(block: AmiBlock): Menu | undefined {
  const extension = field(block, 'Exten') ?? '';
  if (!isMenuApplication(field(block, 'Application') ?? '') || extension === 'i' || extension === 't') return undefined;
  return { node: inferredNode(block, extension), retrying: true, turned: false };
}

function inferredNode(block: AmiBlock, extension: string): string {
  const context = field(block, 'Context') ?? 'menu';
  return extension === 's' ? context : `${context}/${extension}`;
}

/**
 * A menu is where the dialplan plays a prompt and listens (BackGround, WaitExten). Its name is the context, and
 * the extension where that is not `s`; `i` in there is a wrong key, `t` silence.
 */
function inferMenu(call: Call, moment: Moment, application: string, extension: string): Step {
  const first = field(moment.block, 'Priority') === '1';
  if (extension === 'i' || extension === 't') {
    return call.menu && first ? retry(call, moment, extension === 'i' ? 'ivr.no-match' : 'ivr.no-input') : step(call);
  }
  if (!isMenuApplication(application)) return step(call);
  const node = inferredNode(moment.block, extension);
  const repeats = call.menu?.node === node && !call.menu.turned && !call.menu.retrying;
  return repeats ? step(call) : enterMenu(call, moment, node);
}
