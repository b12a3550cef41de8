import { abandonedInMenu } from '../../../src/detectors/abandoned-in-menu.js';
import { abandonedInQueue } from '../../../src/detectors/abandoned-in-queue.js';
import { longHold } from '../../../src/detectors/long-hold.js';
import { longWait } from '../../../src/detectors/long-wait.js';
import { menuMaze } from '../../../src/detectors/menu-maze.js';
import { passedAround } from '../../../src/detectors/passed-around.js';
import { repeatContact } from '../../../src/detectors/repeat-contact.js';
import { turnedAway } from '../../../src/detectors/turned-away.js';
import { unresolved } from '../../../src/detectors/unresolved.js';
import { zeroOut } from '../../../src/detectors/zero-out.js';
import { rulesOf } from '../../../src/pipeline/catalogue.js';

/** The rules that every contender has by hand: who compares asks the same of all. */
export const tenRules = rulesOf([abandonedInMenu, abandonedInQueue, longHold, longWait, menuMaze, passedAround, repeatContact, turnedAway, unresolved, zeroOut]);
