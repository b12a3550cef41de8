import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { readSettings, WrongSettings } from './settings.js';

test('has a default for everything', () => {
  expect(readSettings({ PATH: '/bin', EARSHOT_PORT: '' })).toEqual({
    port: 3_000, host: '127.0.0.1', amiUrls: [], eslUrls: [], queueLogs: [], logLevel: 'info', dataDir: path.resolve('.earshot'),
  });
});

test('reads what is set', () => {
  expect(readSettings({
    EARSHOT_PORT: '0', EARSHOT_HOST: '0.0.0.0', EARSHOT_DATA_DIR: '/var/lib/earshot', EARSHOT_DATABASE_URL: 'postgres://db/earshot', EARSHOT_SETTINGS: 'floor.yaml',
    EARSHOT_TIME_ZONE: 'Europe/Berlin', EARSHOT_PUBLIC_URL: 'https://earshot.example.com', EARSHOT_AMI_URL: 'ami://a:b@one:5038, ami://a:b@two:5038', EARSHOT_ESL_URL: 'esl://:b@three:8021', EARSHOT_QUEUE_LOG: '/var/log/asterisk/queue_log, b=/b', EARSHOT_LOG_LEVEL: 'warn',
  })).toEqual({
    port: 0, host: '0.0.0.0', dataDir: '/var/lib/earshot', databaseUrl: 'postgres://db/earshot', settingsFile: 'floor.yaml', timeZone: 'Europe/Berlin',
    publicUrl: 'https://earshot.example.com', amiUrls: ['ami://a:b@one:5038', 'ami://a:b@two:5038'], eslUrls: ['esl://:b@three:8021'], queueLogs: ['/var/log/asterisk/queue_log', 'b=/b'], logLevel: 'warn',
  });
});

test('tells every problem together', () => {
  expect(problemsOf({
    EARSHOT_PROT: '1', EARSHOT_PORT: '70000', EARSHOT_TIME_ZONE: 'Mars', EARSHOT_LOG_LEVEL: 'loud', EARSHOT_PUBLIC_URL: 'earshot', EARSHOT_AMI_URL: 'ami://ok:ok@one,http://me:secret@two', EARSHOT_ESL_URL: 'ClueCon',
  })).toEqual([
    'EARSHOT_PROT is no setting of Earshot. Did you mean EARSHOT_PORT?',
    'EARSHOT_PORT is no port between 0 and 65535: 70000.',
    'EARSHOT_TIME_ZONE is no IANA time zone such as Europe/Berlin: Mars.',
    'EARSHOT_PUBLIC_URL is no address that begins with http:// or https://: earshot.',
    'EARSHOT_AMI_URL is no address that begins with ami:// or amis://.',
    'EARSHOT_ESL_URL is no address that begins with esl:// or esls://.',
    'EARSHOT_LOG_LEVEL is none of debug, info, warn, error, silent: loud.',
  ]);
});

test('reads a Twilio account whole, or says what is missing of it', () => {
  const sid = `AC${'0'.repeat(32)}`;
  const whole = { EARSHOT_TWILIO_ACCOUNT_SID: sid, EARSHOT_TWILIO_AUTH_TOKEN: 'secret', EARSHOT_PUBLIC_URL: 'https://earshot.example.com/' };
  expect(readSettings(whole).twilio).toEqual({ accountSid: sid, authToken: 'secret', callbackUrl: 'https://earshot.example.com' });
  expect(readSettings({}).twilio).toBeUndefined();
  expect(problemsOf({ EARSHOT_TWILIO_AUTH_TOKEN: 'secret' })).toEqual([
    'Twilio needs EARSHOT_TWILIO_ACCOUNT_SID.', 'Twilio needs EARSHOT_PUBLIC_URL, the address at which Twilio reaches this server.',
  ]);
  expect(problemsOf({ ...whole, EARSHOT_TWILIO_ACCOUNT_SID: 'AC1' })[0]).toBe('EARSHOT_TWILIO_ACCOUNT_SID is no account SID, which is AC and 32 hex digits: AC1.');
});

test('reads an organization of Genesys Cloud whole, or says what is missing of it', () => {
  const whole = { EARSHOT_GENESYS_REGION: 'mypurecloud.de', EARSHOT_GENESYS_CLIENT_ID: 'me', EARSHOT_GENESYS_CLIENT_SECRET: 'secret' };
  expect(readSettings(whole).genesys).toEqual({ loginUrl: 'https://login.mypurecloud.de', apiUrl: 'https://api.mypurecloud.de', clientId: 'me', clientSecret: 'secret' });
  expect(readSettings({ ...whole, EARSHOT_GENESYS_API_URL: 'http://127.0.0.1:1/' }).genesys).toMatchObject({ loginUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' });
  expect(problemsOf({ EARSHOT_GENESYS_CLIENT_ID: 'me' })).toEqual([
    'Genesys Cloud needs EARSHOT_GENESYS_REGION, the domain of your region such as mypurecloud.de.', 'Genesys Cloud needs EARSHOT_GENESYS_CLIENT_SECRET.',
  ]);
  expect(problemsOf({ ...whole, EARSHOT_GENESYS_REGION: 'https://mypurecloud.de' })[0]).toBe('EARSHOT_GENESYS_REGION is no region such as mypurecloud.de or usw2.pure.cloud: https://mypurecloud.de.');
});

test('reads a sign-in service whole, or says what is missing of it', () => {
  const whole = { EARSHOT_PUBLIC_URL: 'https://earshot.example.com', EARSHOT_OIDC_ISSUER: 'https://login.example.com/realms/staff', EARSHOT_OIDC_CLIENT_ID: 'earshot', EARSHOT_OIDC_CLIENT_SECRET: 'secret' };
  expect(readSettings(whole).identityProvider).toEqual({
    name: 'login.example.com', issuer: 'https://login.example.com/realms/staff', clientId: 'earshot', clientSecret: 'secret',
    rules: { user: 'preferred_username', role: 'roles', roles: ['admin', 'supervisor', 'owner', 'agent', 'wall'].map((role) => ({ value: role, role })), actsFor: 'earshot_for' },
  });
  expect(readSettings({ ...whole, EARSHOT_OIDC_ROLES: 'cn=heads,ou=cc=admin; leads = supervisor;', EARSHOT_OIDC_QUEUES_CLAIM: 'queues', EARSHOT_OIDC_TEAMS_CLAIM: 'units', EARSHOT_OIDC_TEAMS: 'Unit 7=north' }).identityProvider?.rules).toMatchObject({
    roles: [{ value: 'cn=heads,ou=cc', role: 'admin' }, { value: 'leads', role: 'supervisor' }], queues: { claim: 'queues' }, teams: { claim: 'units', ids: { 'Unit 7': 'north' } },
  });
  expect(readSettings({}).identityProvider).toBeUndefined();
  expect(problemsOf({ EARSHOT_OIDC_NAME: 'Example' })).toEqual([
    'A sign-in service needs EARSHOT_OIDC_ISSUER.', 'A sign-in service needs EARSHOT_OIDC_CLIENT_ID.', 'A sign-in service needs EARSHOT_OIDC_CLIENT_SECRET.',
    'A sign-in service needs EARSHOT_PUBLIC_URL: people come back from there to EARSHOT_PUBLIC_URL/login/oidc/callback.',
  ]);
  expect(problemsOf({ ...whole, EARSHOT_OIDC_ROLES: 'leads=boss; heads', EARSHOT_OIDC_TEAMS: 'a=b' })).toEqual([
    'EARSHOT_OIDC_ROLES has no value and name in "heads"; write value=name, and ; between several: leads=boss; heads.', 'EARSHOT_OIDC_TEAMS is set, and EARSHOT_OIDC_TEAMS_CLAIM, whose values it names, is not. Set both.',
  ]);
  expect(problemsOf({ ...whole, EARSHOT_OIDC_ROLES: 'leads=boss' })[0]).toMatch(/^EARSHOT_OIDC_ROLES names a role "boss" that there is not; there are admin, supervisor, owner, agent, wall: /);
  for (const issuer of ['http://login.example.com', 'login', 'https://login.example.com/?a']) expect(problemsOf({ ...whole, EARSHOT_OIDC_ISSUER: issuer })[0]).toBe(`EARSHOT_OIDC_ISSUER is no issuer such as https://login.example.com/realms/staff: ${issuer}.`);
  expect(problemsOf({ ...whole, EARSHOT_OIDC_SCOPE: 'profile' })[0]).toMatch(/does not hold "openid"/);
});

test('takes a spoken menu only where there is an account whose calls it answers', () => {
  const account = { EARSHOT_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, EARSHOT_TWILIO_AUTH_TOKEN: 'secret', EARSHOT_PUBLIC_URL: 'https://a.example' };
  expect(readSettings({ ...account, EARSHOT_VOICE_MENU: 'menu.json' }).voiceMenuFile).toBe('menu.json');
  expect(problemsOf({ EARSHOT_VOICE_MENU: 'menu.json' })).toEqual([expect.stringContaining('EARSHOT_TWILIO_ACCOUNT_SID')]);
});

test('leaves the settings of tests alone', () => {
  expect(readSettings({ EARSHOT_TEST_KILLS: '20' }).port).toBe(3_000);
});

test('reads a secret from a file, and nothing else', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'earshot-settings-')), 'url');
  writeFileSync(file, 'postgres://me:secret@db/earshot\n');
  expect(readSettings({ EARSHOT_DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://me:secret@db/earshot');
  expect(readSettings({ EARSHOT_TWILIO_AUTH_TOKEN_FILE: file, EARSHOT_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, EARSHOT_PUBLIC_URL: 'https://a.example' }).twilio?.authToken).toBe('postgres://me:secret@db/earshot');
  expect(problemsOf({ EARSHOT_PORT_FILE: file })).toEqual(['EARSHOT_PORT_FILE is no setting of Earshot. Did you mean EARSHOT_PORT?']);
});

test('a secret that is given twice, whose file is missing or holds nothing is told, without its value', () => {
  const empty = path.join(mkdtempSync(path.join(tmpdir(), 'earshot-settings-')), 'url');
  writeFileSync(empty, '\n');
  expect(problemsOf({ EARSHOT_DATABASE_URL: 'postgres://db', EARSHOT_DATABASE_URL_FILE: empty, EARSHOT_AMI_URL_FILE: '/nowhere/url' })).toEqual([
    'EARSHOT_DATABASE_URL and EARSHOT_DATABASE_URL_FILE are both set. Keep one of them.',
    'EARSHOT_AMI_URL_FILE names a file that cannot be read: /nowhere/url.',
  ]);
  expect(problemsOf({ EARSHOT_DATABASE_URL_FILE: empty })).toEqual([`EARSHOT_DATABASE_URL_FILE names a file that holds nothing: ${empty}.`]);
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof WrongSettings) return error.problems;
    throw error;
  }
  return [];
}

test('lets the desk be framed by origins only, and sends no prompt unsigned', () => {
  const { deskFrameAncestors } = readSettings({ EARSHOT_DESK_FRAME_ANCESTORS: 'https://flex.twilio.com, https://*.example.com:8443' });
  expect(deskFrameAncestors).toEqual(['https://flex.twilio.com', 'https://*.example.com:8443']);
  for (const wrong of ['*', 'https://*', 'https://a.example/path', "https://a.example;script-src 'unsafe-inline'", 'flex.twilio.com']) {
    expect(problemsOf({ EARSHOT_DESK_FRAME_ANCESTORS: wrong })).toEqual([expect.stringContaining('is no origin such as')]);
  }
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(readSettings({ EARSHOT_DESK_WEBHOOK_URL: 'https://crm.example/prompts', EARSHOT_DESK_WEBHOOK_SECRET: secret })).toMatchObject({ deskWebhookUrl: 'https://crm.example/prompts', deskWebhookSecret: secret });
  expect(problemsOf({ EARSHOT_DESK_WEBHOOK_URL: 'https://crm.example/prompts' })).toEqual([expect.stringContaining('Set both.')]);
  expect(problemsOf({ EARSHOT_DESK_WEBHOOK_URL: 'http://crm.example/prompts', EARSHOT_DESK_WEBHOOK_SECRET: 'secret' })).toEqual([
    'EARSHOT_DESK_WEBHOOK_URL is no address that begins with https://: http://crm.example/prompts.',
    'EARSHOT_DESK_WEBHOOK_SECRET is no secret of Standard Webhooks: whsec_ and 24 to 64 bytes in Base64 (openssl rand -base64 32).',
  ]);
});

test('takes a TaskRouter workspace beside a Twilio account, and says what is missing without one', () => {
  const workspace = `WS${'b'.repeat(32)}`;
  const twilio = { EARSHOT_TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`, EARSHOT_TWILIO_AUTH_TOKEN: 'secret', EARSHOT_PUBLIC_URL: 'https://earshot.example.com' };
  expect(readSettings({ ...twilio, EARSHOT_TWILIO_WORKSPACE_SID: workspace }).twilio?.workspaceSid).toBe(workspace);
  expect(problemsOf({ EARSHOT_TWILIO_WORKSPACE_SID: workspace })).toEqual([expect.stringContaining('no Twilio account is')]);
  expect(problemsOf({ ...twilio, EARSHOT_TWILIO_WORKSPACE_SID: 'WS1' })).toEqual(['EARSHOT_TWILIO_WORKSPACE_SID is no workspace SID, which is WS and 32 hex digits: WS1.']);
});
