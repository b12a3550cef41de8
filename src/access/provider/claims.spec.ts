import { expect, test } from '@jest/globals';
import type { ClaimRules } from '../../domain/identity-provider.js';
import { grantIn, nameIn, type Claims } from './claims.js';

const rules: ClaimRules = {
  user: 'preferred_username', role: 'realm_access.roles', actsFor: 'employee',
  roles: [{ value: 'cc-admins', role: 'admin' }, { value: 'leads', role: 'supervisor' }, { value: 'halls', role: 'wall' }, { value: 'agents', role: 'agent' }, { value: 'product', role: 'owner' }],
};
const roles = (...given: string[]): Claims => ({ realm_access: { roles: given } });
const grant = (claims: Claims, more: Partial<ClaimRules> = {}): unknown => {
  const given = grantIn(claims, { ...rules, ...more });
  return given.ok ? given.value : `${given.reason.is}: ${given.reason.what}`;
};

test('finds a claim by its name, with dots or without, and by a path', () => {
  const admin = { role: 'admin', queues: null, teams: null, actsFor: null };
  expect(grant(roles('staff', 'cc-admins'))).toEqual(admin);
  expect(grant({ 'https://example.com/roles': ['cc-admins'] }, { role: 'https://example.com/roles' })).toEqual(admin);
  expect(grant({ role: 'cc-admins' }, { role: 'role' })).toEqual(admin);
});

test('gives the weightiest of several roles, whatever their order there', () => {
  expect(grant(roles('agents', 'leads', 'cc-admins'))).toMatchObject({ role: 'admin' });
  expect(grant(roles('halls', 'leads'))).toMatchObject({ role: 'supervisor', queues: null, teams: null });
});

test('narrows supervisors and walls to what a claim names, by our ids or by names of ours for them', () => {
  const narrowed = { queues: { claim: 'queues' }, teams: { claim: 'units', ids: { 'Unit 7': 'north' } } };
  expect(grant({ ...roles('leads'), queues: ['billing', 'billing', 'tech'], units: ['Unit 7', 'Unit 8'] }, narrowed)).toEqual({ role: 'supervisor', queues: ['billing', 'tech'], teams: ['north'], actsFor: null });
  expect(grant({ ...roles('halls'), units: 'Unit 7' }, narrowed)).toEqual({ role: 'wall', queues: null, teams: ['north'], actsFor: null });
  expect(grant({ ...roles('cc-admins'), queues: ['billing'] }, narrowed)).toMatchObject({ role: 'admin', queues: null });
});

test('opens nothing where a claim that narrows is empty, missing or of another kind', () => {
  for (const more of [{}, { queues: [] }, { queues: null }, { queues: { billing: true } }, { units: ['Unit 8'] }]) {
    expect(grant({ ...roles('leads'), ...more }, { queues: { claim: 'queues' }, teams: { claim: 'units', ids: {} } })).toBe('forbidden: Your sign-in service names no queue and no team for you in "queues" and "units".');
  }
});

test('says for whom agents and owners act', () => {
  expect(grant({ ...roles('agents'), employee: 4711 })).toEqual({ role: 'agent', queues: null, teams: null, actsFor: '4711' });
  expect(grant({ ...roles('product'), employee: 'cards' })).toMatchObject({ role: 'owner', actsFor: 'cards' });
  expect(grant(roles('agents'))).toBe('forbidden: Your sign-in service does not say which agent you are: it says nothing of you in "employee".');
});

test('is not led on by names that every object has', () => {
  for (const role of ['constructor', '__proto__', 'constructor.name', 'realm_access.__proto__']) expect(grant(roles('cc-admins'), { role })).toBe(`forbidden: Your sign-in service says nothing of you in "${role}", so you have no role here.`);
  expect(grant({ ...roles('leads'), queues: ['constructor', '__proto__'] }, { queues: { claim: 'queues', ids: {} } })).toMatch(/^forbidden: /);
});

test('calls people as their service does', () => {
  expect(nameIn({ sub: 's', email: 'sue@example.com', preferred_username: 'sue' }, rules)).toBe('sue');
  expect(nameIn({ sub: 's', email: 'sue@example.com' }, rules)).toBe('sue@example.com');
  expect(nameIn({ sub: 's', preferred_username: '' }, rules)).toBe('s');
});
