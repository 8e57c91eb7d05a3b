// A server's event loop stays free while a worker thread waits for the directory.
//
//   DINGTALK_CLIENT_ID=… DINGTALK_CLIENT_SECRET=… node examples/worker.mjs
import { DirectoryWorker } from 'orgbook';

const { DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_OAPI_URL, DINGTALK_API_URL } = process.env;
const directory = await DirectoryWorker.start({
  environment: { DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_OAPI_URL, DINGTALK_API_URL },
});

// What else the program does: here it counts how often the event loop comes round.
let ticks = 0;
const other = setInterval(() => ticks++);

// The same functions, with promises. One worker carries out one call after another.
const { rootDepartmentId } = await directory.describeDirectory();
const { departments } = await directory.listDepartments(rootDepartmentId);
for (const { id, name } of departments) {
  const { users } = await directory.listUsers(id);
  console.log(`${name}: ${users.map((user) => user.name).join(', ')}`);
}
console.log(`meanwhile the event loop came round ${ticks} times`);

clearInterval(other);
await directory.close();
