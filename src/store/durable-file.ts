import { link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * A file of ours that is there whole, also after a power loss at any moment, or not at all; readable by its owner only. A plain
 * write leaves an empty file behind when the power goes before the system has written it back, half a minute later.
 * Throws EEXIST where the file is there already: nobody writes over a secret.
 */
export async function writeOnce(file: string, text: string): Promise<void> {
  await fromDraft(file, text, async (draft) => {
    await link(draft, file);
    await syncFolder(path.dirname(file));
  });
}

/** The same in place of what is there: the old file or the new one, whenever the power goes. */
export async function writeOver(file: string, text: string): Promise<void> {
  await fromDraft(file, text, (draft) => renameForGood(draft, file));
}

async function fromDraft(file: string, text: string, take: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await take(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A name that lasts: the folder in which it changed is synced too. */
export async function renameForGood(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(path.dirname(to));
}

/** Windows opens no folders, and writes names down by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
