import type { Member, TestApp } from './app';
import { operations } from './operations';

/** What somebody is told of: the newest first, with the count. */
export async function notificationsOf(
  app: TestApp,
  whom: Member,
): Promise<{ unseen: number; nodes: any[]; liveCursor: string }> {
  const { viewer } = await app.data(operations.Notifications, { first: 100 }, whom);
  const { edges, liveCursor } = viewer.notifications;
  const nodes = edges.map((edge: any) => edge.node);
  return { unseen: viewer.unseenNotificationCount, nodes, liveCursor };
}

/** Each as "reason by whom", the newest first. */
export async function toldTo(app: TestApp, whom: Member): Promise<string[]> {
  const { nodes } = await notificationsOf(app, whom);
  return nodes.map(({ reason, activity }) => `${reason} by ${activity.actor.username}`);
}

/** Three people whom nobody has met before: the number is part of their names. */
export async function joinThree(app: TestApp, number: number): Promise<[Member, Member, Member]> {
  const join = (name: string) => app.join(`${name}${number}`);
  return Promise.all([join('ann'), join('bob'), join('cat')]);
}
