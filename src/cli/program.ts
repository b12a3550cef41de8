import { Command } from 'commander';
import { addCredentialCommands } from './credentials.js';
import { addImportCommands } from './imports.js';
import { addFloorCommand } from './unnamed.js';
import { addUpkeepCommands } from './upkeep.js';

/** The command line. Every command works while the server runs, on the embedded database too. */
export function program(): Command {
  const earshot = new Command('earshot')
    .description('Earshot on the command line')
    .option('--json', 'print results for machines')
    .showHelpAfterError('(add --help for what a command takes)');
  addCredentialCommands(earshot);
  addImportCommands(earshot);
  addUpkeepCommands(earshot);
  addFloorCommand(earshot);
  return earshot;
}
