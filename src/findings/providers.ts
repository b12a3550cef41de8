import type { Provider, Type } from '@nestjs/common';
import { Findings } from './findings.js';
import { FindingsController } from './findings.controller.js';

export const findingsControllers: readonly Type[] = [FindingsController];

export function findingsProviders(findings: Findings): Provider[] {
  return [{ provide: Findings, useValue: findings }];
}
