import { statusOf, type Refusal } from '../refusal.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

/** Whoever comes back from their sign-in service and is not let in sees a page, with what they can do. */
export function refusedPage(reply: Reply, refusal: Refusal): string {
  reply.status(statusOf[refusal.is]).header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not signed in – Earshot</title>
</head>
<body>
<main>
<h1>You are not signed in</h1>
<p><strong>${escaped(refusal.what)}</strong></p>
<p>${escaped(refusal.do)}</p>
<p><a href="/">Back to sign in</a></p>
</main>
</body>
</html>
`;
}

/** Some of its words are the provider's. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
