// Never run: the compiler alone reads it, and sees that the types hold and what they refuse.
import type { AsyncDirectory, Directory, DingTalkDirectory, Kind, OrgbookError, User, UserDraft } from 'orgbook';

export function accepted(directory: DingTalkDirectory, draft: UserDraft): User | undefined {
  const outcome = directory.createUser(draft);
  if (outcome.tag === 'pending') {
    const requested: string | undefined = outcome.val.requestedId;
    return requested === undefined ? undefined : directory.findUserByMobile(requested);
  }
  directory.createUser({ name: 'Ada', departments: [], attributes: [] }, 'row 1');
  directory.updateUser(outcome.val.id, [{ tag: 'title', val: 'Engineer' }, { tag: 'clear', val: 'manager' }]);
  directory.listUsers('1', 'joined-ascending', { limit: 1 });
  directory.listRoleGroups();
  return directory.getUser(outcome.val.id);
}

export async function promised(directory: AsyncDirectory): Promise<string | undefined> {
  return (await directory.getUser('ada')).name;
}

export function refused(directory: Directory, error: OrgbookError): Kind {
  // @ts-expect-error An identifier is a text.
  directory.getUser(4220);
  // @ts-expect-error There is no such field.
  directory.createUser({ name: 'Ada', departments: [], attributes: [], nickname: 'A' });
  // @ts-expect-error There is no such change.
  directory.updateUser('ada', [{ tag: 'nickname', val: 'A' }]);
  // @ts-expect-error There is no such order.
  directory.listUsers('1', 'by-name');
  // @ts-expect-error Not every directory has what only DingTalk has.
  directory.listRoleGroups();
  // @ts-expect-error The name may be untold.
  directory.getUser('ada').name.length;
  // @ts-expect-error There is no such kind.
  return error.kind === 'forbidden' ? 'conflict' : error.kind;
}
