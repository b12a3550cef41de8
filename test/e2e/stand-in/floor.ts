/** A made-up contact center for looking at the page without a server. */
export const zone = 'Europe/Berlin';

export const teams = [{ id: 'north', name: 'Team North' }, { id: 'south', name: 'Team South' }, { id: 'back', name: 'Back office' }] as const;

export interface Queue { readonly id: string; readonly name: string; readonly team: string; readonly weight: number; readonly talk: number; readonly staffed: number }

/** `weight` is the share of callers, `staffed` the share of agents: where they part, there is trouble. */
export const queues: readonly Queue[] = [
  { id: 'billing', name: 'Billing', team: 'Team North', weight: 26, talk: 300, staffed: 24 },
  { id: 'orders', name: 'Orders and delivery', team: 'Team North', weight: 22, talk: 220, staffed: 22 },
  { id: 'technical', name: 'Technical support', team: 'Team South', weight: 18, talk: 420, staffed: 20 },
  { id: 'returns', name: 'Returns', team: 'Team South', weight: 12, talk: 200, staffed: 8 },
  { id: 'cancel', name: 'Cancellations', team: 'Back office', weight: 9, talk: 380, staffed: 10 },
  { id: 'business', name: 'Business customers', team: 'Back office', weight: 7, talk: 340, staffed: 9 },
  { id: 'claims', name: 'Damage and claims', team: 'Team South', weight: 4, talk: 360, staffed: 4 },
  { id: 'callback', name: 'Fraud line', team: 'Back office', weight: 2, talk: 260, staffed: 3 },
];

export const nodes = ['Main menu', 'Billing menu', 'Order status', 'Account number', 'Payment', 'Opening hours', 'Language'].map((name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name }));

const first = ['Alice', 'Bilal', 'Carla', 'Dieter', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Katja', 'Levin', 'Mona', 'Nils', 'Olga', 'Paul', 'Rosa', 'Samir', 'Tara', 'Uwe'];
const last = ['Adler', 'Brandt', 'Cohen', 'Demir', 'Ernst', 'Fischer', 'Gruber', 'Hahn', 'Ivanov', 'Jung', 'Klein', 'Lange', 'Maurer', 'Novak', 'Okafor'];
export const agentName = (index: number): string => `${first[index % first.length]} ${last[(index * 7 + Math.floor(index / first.length)) % last.length]}`;

/** The same numbers in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
