import type { Invitation } from '../../domain/invitation.js';
import { toColumn } from '../state/column.js';
import type { Session } from '../state/transaction.js';

/** Who is nobody any more. */
const NOBODY = 'erased';

/**
 * What is kept of a person beside the log. Invitations stay as counts: whose answers they were is not known any more; what was not
 * sent is not sent. STOP stays, as the keyed hash that it is held by: forgetting it would have them asked again.
 */
export async function clearBeside(session: Session, customer: string, contacts: readonly string[], fresh: (contact: string) => string): Promise<void> {
  const people = [customer, ...contacts].map(toColumn);
  await session.query('DELETE FROM sealed_number WHERE customer = ANY($1)', [people]);
  await session.query('DELETE FROM placed_call WHERE person = ANY($1) OR phone = $2', [people, toColumn(customer)]);
  await session.query("DELETE FROM survey_invitation WHERE (customer = $1 OR phone = $1 OR contact = ANY($2)) AND delivery IN ('planned', 'sending')", [toColumn(customer), contacts.map(toColumn)]);
  const { rows } = await session.query<{ id: string; body: string }>('SELECT id, body FROM survey_invitation WHERE customer = $1 OR phone = $1 OR contact = ANY($2)', [toColumn(customer), contacts.map(toColumn)]);
  for (const { id, body } of rows) await forgetWho(session, id, JSON.parse(body) as Invitation, fresh);
  await session.query('UPDATE survey_stop SET customer = phone WHERE customer = $1', [toColumn(customer)]);
  for (const id of contacts) {
    await session.query('UPDATE audit_entry SET about = $2, cause = replace(cause, $1, $2) WHERE about = $1', [toColumn(id), toColumn(fresh(id))]);
  }
  const texts = [customer, ...contacts].map((text) => JSON.stringify(text));
  await session.query('DELETE FROM refused WHERE EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text in sent) > 0 OR position(trim(both \'"\' from text) in reason) > 0)', [texts]);
  for (const table of ['flag', 'shadow_flag']) await session.query(`DELETE FROM ${table} WHERE owner = ANY($1)`, [contacts.map((id) => toColumn(`contact ${id}`))]);
}

async function forgetWho(session: Session, id: string, invitation: Invitation, fresh: (contact: string) => string): Promise<void> {
  const contact = fresh(invitation.contact);
  const { sid: _, ...rest } = invitation;
  const next = { ...rest, id: fresh(id), contact, customer: NOBODY, phone: NOBODY, untold: [] };
  await session.query('UPDATE survey_invitation SET id = $2, contact = $3, customer = $4, phone = $4, number = NULL, comment = NULL, is_untold = false, body = $5 WHERE id = $1',
    [id, toColumn(next.id), toColumn(contact), NOBODY, JSON.stringify(next)]);
}
