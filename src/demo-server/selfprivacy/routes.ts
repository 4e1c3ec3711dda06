/**
 * All REST routes.
 * @module
 */

import type { Route } from './route.ts';
import { accessRoutes } from './routes-access.ts';
import { machineRoutes } from './routes-machine.ts';
import { peopleRoutes } from './routes-people.ts';
import { resticRoutes } from './routes-restic.ts';

export const routes: readonly Route[] = [...accessRoutes, ...machineRoutes, ...peopleRoutes, ...resticRoutes];
