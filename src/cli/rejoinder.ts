#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { ConfigError, widenThreadPool } from '../config';
import { DatabaseUnavailable } from '../database/open-database';
import { addSiteCommand } from './add-site';
import { auditCommand } from './audit';
import { CommandFailure } from './command-failure';
import { createAdminCommand } from './create-admin';
import { exportCommand } from './export';
import { identitiesCommand } from './identities';
import { importCommand } from './import';
import { mergeCommand } from './merge';
import { newSiteCommand } from './new-site';
import { printSchemaCommand } from './print-schema';

widenThreadPool();

const program = new Command('rejoinder')
  .description('Profiles, comments, follows and a live feed over one GraphQL API.')
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(identitiesCommand())
  .addCommand(addSiteCommand())
  .addCommand(newSiteCommand())
  .addCommand(auditCommand())
  .addCommand(createAdminCommand())
  .addCommand(mergeCommand())
  .addCommand(printSchemaCommand());

/** Their messages tell a person all that they need to know. */
const EXPLAINED = [ConfigError, CommandFailure, DatabaseUnavailable];

function textOf(error: unknown): string {
  if (error instanceof Error && EXPLAINED.some((kind) => error instanceof kind))
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function fail(error: unknown): void {
  process.stderr.write(`${textOf(error)}\n`);
  process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
}

program.parseAsync().catch(fail);
