import { Command } from 'commander';
import { addAuditCommand } from './audit.js';
import { addCallersCommands } from './callers.js';
import { addCredentialCommands } from './credentials.js';
import { addImportCommands } from './imports.js';
import { addRecordingCommands } from './recordings.js';
import { addRefusedCommands } from './refused.js';
import { addSecretsCommands } from './secrets.js';
import { addFloorCommand } from './unnamed.js';
import { addUpkeepCommands } from './upkeep.js';
import { addVconCommand } from './vcon.js';

/** The command line. Every command works while the server runs, on the embedded database too. */
export function program(): Command {
  const earshot = new Command('earshot')
    .description('Earshot on the command line')
    .option('--json', 'print results for machines')
    .showHelpAfterError('(add --help for what a command takes)');
  addCredentialCommands(earshot);
  addAuditCommand(earshot);
  addImportCommands(earshot);
  addUpkeepCommands(earshot);
  addRecordingCommands(earshot);
  addRefusedCommands(earshot);
  addFloorCommand(earshot);
  addVconCommand(earshot);
  addCallersCommands(earshot);
  addSecretsCommands(earshot);
  return earshot;
}
