import type { Provider, Type } from '@nestjs/common';
import { Desk } from './desk.js';
import { DeskGateway } from './desk.gateway.js';
import { PromptsController } from './prompts.controller.js';

export const deskControllers: readonly Type[] = [PromptsController];

export function deskProviders(desk: Desk): Provider[] {
  return [{ provide: Desk, useValue: desk }, DeskGateway];
}
