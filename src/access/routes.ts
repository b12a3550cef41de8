import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { GATEWAY_METADATA, MESSAGE_MAPPING_METADATA, MESSAGE_METADATA, NAMESPACE_METADATA, GATEWAY_OPTIONS } from '@nestjs/websockets/constants';
import { POLICY, type Policy } from './allow.js';

export interface Route {
  /** An HTTP method, or SOCKET. */
  readonly method: string;
  /** For a socket its namespace and message: `/board watch`. */
  readonly path: string;
  /** `SessionController.show` */
  readonly handler: string;
  readonly policy: Policy | undefined;
}

/** Every route and socket message of Nest's controllers and gateways. What is registered on Fastify itself is not among them. */
export function routesOf(app: INestApplicationContext): readonly Route[] {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const classes = new Set(modules.flatMap(each => [...each.controllers.values(), ...each.providers.values()].map(({ metatype }) => metatype)));
  return [...classes].filter(each => typeof each === 'function').flatMap(routesOfClass);
}

/** Call it before listening: a new route without a rule stops the start (and the test that starts the application). */
export function assertEveryRouteHasAPolicy(app: INestApplicationContext): void {
  const bare = routesOf(app).filter(route => route.policy === undefined);
  if (bare.length === 0) return;
  const named = bare.map(({ method, path, handler }) => `${method} ${path} (${handler})`).join(', ');
  throw new Error(`Nobody may use ${named}: no rule says who. Add @Allow(…) or @Public() to each handler.`);
}

type Anything = { readonly name: string; readonly prototype: unknown };

function routesOfClass(owner: Anything): readonly Route[] {
  const prototype = owner.prototype as Readonly<Record<string, object>> | undefined;
  if (!prototype) return [];
  return new MetadataScanner().getAllMethodNames(prototype).flatMap(name => {
    const handler = prototype[name];
    if (handler === undefined) return [];
    const policy = read<Policy>(POLICY, handler) ?? read<Policy>(POLICY, owner);
    return addressesOf(owner, handler).map(address => ({ ...address, handler: `${owner.name}.${name}`, policy }));
  });
}

function addressesOf(owner: object, handler: object): readonly { readonly method: string; readonly path: string }[] {
  const method = read<RequestMethod>(METHOD_METADATA, handler);
  if (method !== undefined) {
    return listOf(read(PATH_METADATA, owner)).flatMap(first => listOf(read(PATH_METADATA, handler)).map(second => (
      { method: RequestMethod[method] ?? String(method), path: joined(first, second) })));
  }
  if (!read(GATEWAY_METADATA, owner) || !read(MESSAGE_MAPPING_METADATA, handler)) return [];
  const namespace = read<{ namespace?: string }>(GATEWAY_OPTIONS, owner)?.namespace ?? read<string>(NAMESPACE_METADATA, owner) ?? '';
  return [{ method: 'SOCKET', path: `${joined(namespace, '')} ${String(read(MESSAGE_METADATA, handler))}` }];
}

function read<Value>(key: string, of: object): Value | undefined {
  return Reflect.getMetadata(key, of) as Value | undefined;
}

function listOf(paths: unknown): readonly string[] {
  return Array.isArray(paths) ? paths.map(String) : [typeof paths === 'string' ? paths : ''];
}

function joined(...parts: readonly string[]): string {
  return `/${parts.flatMap(part => part.split('/')).filter(part => part !== '').join('/')}`;
}
