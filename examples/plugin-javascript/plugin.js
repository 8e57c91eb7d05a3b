// A step of a low-code platform in JavaScript: it creates a user through the directory and makes a
// card. Build it with ./build.

import { createUser, getUser } from "orgbook:directory/users@0.1.0";

export const onboarding = {
  onboard(newcomer) {
    try {
      const outcome = createUser(draft(newcomer), newcomer.key);
      if (outcome.tag === "pending") {
        return {
          userId: "",
          title: `${newcomer.name} is invited`,
          text: "The person has to agree first.",
        };
      }
      return card(getUser(outcome.val.id), outcome.val.replayed);
    } catch (thrown) {
      // What the directory refuses is thrown with the error as its payload.
      if (!thrown.payload) throw thrown;
      throw problem(thrown.payload);
    }
  },

  // JavaScript knows the environment only where its runtime offers it.
  listEnvironment() {
    const environment = globalThis.process?.env ?? {};
    return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  },
};

/** A user with what is known of a newcomer; what is left out is not set. */
function draft({ name, mobile, department }) {
  return { name, mobile, departments: [{ departmentId: department }], attributes: [] };
}

/** What the platform shows. */
function card(user, replayed) {
  const departments = (user.memberships ?? []).map((it) => it.departmentId).join(", ");
  return {
    userId: user.id,
    title: `${user.name} ${replayed ? "was here already" : "is here"}`,
    text: `mobile ${user.mobile ?? "not told"}; departments ${departments || "not told"}`,
  };
}

/** What the platform can do about an error of the directory's. */
function problem(error) {
  switch (error.kind.tag) {
    case "invalid-argument":
      return { tag: "invalid", val: `${detail(error, "field")}: ${error.message}` };
    case "already-exists":
    case "conflict":
      return { tag: "duplicate", val: detail(error, "existing-id") };
    case "rate-limited":
    case "timeout":
    case "unavailable":
    case "outcome-unknown":
      // Safe, because of the key.
      return { tag: "again", val: error.retryAfterMs };
    default:
      return { tag: "failed", val: error.message };
  }
}

/** The value of an error's detail. */
function detail(error, name) {
  return error.details.find((it) => it.name === name)?.value;
}
