import { readFreeswitchMenus } from '../ingest/freeswitch/menu-file.js';
import { readStudioFlow } from '../ingest/twilio/studio-flow.js';
import { intendedVoiceMenu } from '../ingest/twilio/voice/intended.js';
import { readIntended } from '../intended/read-intended.js';
import type { ReadIntended } from '../ports/intended-menus.js';

/** Every kind of file that says what a menu is meant to be. */
export const readIntendedMenu: ReadIntended = (text) => readIntended(text, { studioFlow: readStudioFlow, freeswitchMenus: readFreeswitchMenus, voiceMenu: intendedVoiceMenu });
