// Every call that the page makes to the sandbox's administration.

async function call(method, path, body) {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`/_sandbox${path}`, { method, headers, body: sent });
  if (response.status === 204) return null;
  const value = await response.json();
  if (response.ok) return value;
  throw new Error(value.errcode === undefined ? value.error : `${value.errcode}: ${value.error}`);
}

const part = encodeURIComponent;

export const organisation = () => call("GET", "/organisation");
export const replaceOrganisation = (text) => call("PUT", "/organisation", text);

export const createUser = (fields) => call("POST", "/users", fields);
export const updateUser = (userid, fields) => call("PATCH", `/users/${part(userid)}`, fields);
export const deleteUser = (userid) => call("DELETE", `/users/${part(userid)}`);

export const createDepartment = (fields) => call("POST", "/departments", fields);
export const updateDepartment = (id, fields) => call("PATCH", `/departments/${part(id)}`, fields);
export const deleteDepartment = (id) => call("DELETE", `/departments/${part(id)}`);

export const permissions = () => call("GET", "/permissions");
export const addApp = (app) => call("POST", "/apps", app);
export const changeApp = (clientId, fields) => call("PATCH", `/apps/${part(clientId)}`, fields);

export const changeSettings = (fields) => call("PATCH", "/settings", fields);
export const clock = () => call("GET", "/clock");
export const advanceClock = (seconds) => call("POST", "/clock/advance", { seconds });

export const tokens = () => call("GET", "/tokens");
export const expireTokens = () => call("POST", "/tokens/expire");
export const revokeTokens = () => call("POST", "/tokens/revoke");

export const protectedMobiles = () => call("GET", "/protected-mobiles");
export const protectMobile = (mobile) => call("POST", "/protected-mobiles", { mobile });
export const invitations = () => call("GET", "/invitations");
export const acceptInvitation = (mobile) => call("POST", "/invitations/accept", { mobile });

export const issueAuthCode = (userid) => call("POST", "/auth-codes", { userid });

export const faultRules = () => call("GET", "/faults");
export const faultKinds = () => call("GET", "/faults/kinds");
export const injectFault = (rule) => call("POST", "/faults", rule);
export const clearFaults = () => call("DELETE", "/faults");
export const clearFault = (number) => call("DELETE", `/faults/${part(number)}`);

export const bans = () => call("GET", "/bans");
export const ban = (address) => call("POST", "/bans", { address });
export const unban = (address) => call("DELETE", `/bans/${part(address)}`);

export const requestsAfter = (number) => call("GET", `/requests?after=${part(number)}`);
export const clearRequests = () => call("DELETE", "/requests");
