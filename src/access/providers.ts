import type { Provider, Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Doorkeeper } from './doorkeeper.js';
import { AccessGuard } from './guard.js';
import { LoginController } from './login.controller.js';
import type { AccessParts } from './parts.js';
import { ProviderController } from './provider/provider.controller.js';
import { ProviderSignIns } from './provider/provider-sign-ins.js';
import { SessionController } from './session.controller.js';
import { AccessSettings } from './settings.js';
import { SignIns } from './sign-ins.js';
import { SocketDoor } from './socket-door.js';
import { UnavailableFilter } from './unavailable.filter.js';
import { SessionWatch } from './watch.js';

export const accessControllers: readonly Type[] = [SessionController, LoginController];

/** Only where there is such a service. */
export const providerControllers: readonly Type[] = [ProviderController];

/** What a gateway or controller elsewhere may ask for. */
export const accessExports: readonly Type[] = [Doorkeeper, SocketDoor, AccessSettings, SignIns];

/** The guard is global: one module of the application that holds these providers protects all of them. */
export function accessProviders(parts: AccessParts, publicUrls: readonly string[], provider?: ProviderSignIns): Provider[] {
  const doorkeeper = new Doorkeeper(parts.credentials, parts.clock);
  return [
    { provide: Doorkeeper, useValue: doorkeeper },
    { provide: SignIns, useValue: new SignIns(parts, doorkeeper) },
    { provide: SessionWatch, useValue: new SessionWatch(parts.credentials, parts.clock) },
    { provide: AccessSettings, useValue: new AccessSettings(publicUrls, provider?.settings.name) },
    ...(provider === undefined ? [] : [{ provide: ProviderSignIns, useValue: provider }]),
    SocketDoor,
    { provide: APP_FILTER, useClass: UnavailableFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
  ];
}
