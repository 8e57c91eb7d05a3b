// The main job: a user is created in a department, read, changed and deleted.
//
//   DINGTALK_CLIENT_ID=… DINGTALK_CLIENT_SECRET=… node examples/main-job.mjs
import { Host, OrgbookError } from 'orgbook';

const { DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_OAPI_URL, DINGTALK_API_URL } = process.env;

// The component is compiled once. An instance is one tenant, and sees of the environment what is given here.
const host = await Host.load();
const directory = host.instantiate({
  environment: { DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_OAPI_URL, DINGTALK_API_URL },
});

// The first call obtains the access token; nobody sees it.
const root = directory.describeDirectory().rootDepartmentId;
const [department] = directory.listDepartments(root).departments;
console.log(`into ${department?.name}`);

const outcome = directory.createUser({
  id: 'ada',
  name: 'Ada Lovelace',
  mobile: '+44-7700900456',
  departments: [{ departmentId: department?.id ?? root }],
  attributes: [],
});
if (outcome.tag === 'pending') {
  console.log('an invitation was sent; she becomes a member when she agrees');
  process.exit();
}

directory.updateUser('ada', [
  { tag: 'title', val: 'Engineer' },
  { tag: 'employee-number', val: '0007' },
]);
console.log(directory.getUser('ada'));

directory.deleteUser('ada');
try {
  directory.getUser('ada');
} catch (error) {
  if (error instanceof OrgbookError && error.kind === 'not-found') {
    console.log(`deleted: ${error.message}`);
  } else {
    throw error;
  }
}
