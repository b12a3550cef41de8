import type { CustomerLine, CustomerPage } from '../../../contract/customers.js';
import type { Page } from '../../../contract/session.js';
import { type Answer, call } from '../../net/api.js';

export const readCustomers = (query: readonly string[]): Promise<Answer<Page<CustomerLine>>> => call('GET', `customers${query.length === 0 ? '' : `?${query.join('&')}`}`);
/** For good: there is no way back. */
export const eraseCustomer = (key: string): Promise<Answer<unknown>> => call('POST', `customers/${encodeURIComponent(key)}/erase`, { confirm: key });
export const exportOf = (key: string): string => `/api/v1/customers/${encodeURIComponent(key)}/export`;
export const readCustomer = (key: string): Promise<Answer<CustomerPage>> => call('GET', `customers/${encodeURIComponent(key)}`);
