import type { MinutesPeriod, MinutesView } from '../../../contract/minutes.js';
import { type Answer, call } from '../../net/api.js';

export const readMinutes = (period: MinutesPeriod, channel: string): Promise<Answer<MinutesView>> => call('GET', `minutes?period=${period}&channel=${encodeURIComponent(channel)}`);
