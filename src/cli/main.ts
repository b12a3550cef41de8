import { program } from './program.js';
import { said } from './say.js';

try {
  await program().parseAsync(process.argv);
} catch (error) {
  said.failed(error as Error);
}
