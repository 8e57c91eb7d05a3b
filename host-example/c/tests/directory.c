/*
 * Tenants, environments and secrets: the component against two sandboxes.
 *
 *     directory orgbook.wasm SANDBOX.json OTHER.json
 *
 * The files are what a sandbox tells with --json.
 */
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "orgbook.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>

#include "check.h"

static const orgbook *component;
/* The environments of two tenants: id, secret and the two URLs. */
static orgbook_variable office[4], other[4];

/* Reads what a sandbox tells. The variables point into what is returned. */
static json_t *read_sandbox(const char *path, orgbook_variable environment[4]) {
    json_error_t error;
    json_t *told = json_load_file(path, 0, &error);
    const char *id, *secret, *url;
    if (json_unpack(told, "{s:[{s:s, s:s}], s:s}", "apps", "client_id", &id, "client_secret", &secret,
                    "url", &url) != 0)
        exit(2);
    environment[0] = (orgbook_variable){"DINGTALK_CLIENT_ID", id};
    environment[1] = (orgbook_variable){"DINGTALK_CLIENT_SECRET", secret};
    environment[2] = (orgbook_variable){"DINGTALK_OAPI_URL", url};
    environment[3] = (orgbook_variable){"DINGTALK_API_URL", url};
    return told;
}

static orgbook_instance *instance_with(const orgbook_variable *environment, size_t count) {
    orgbook_error error;
    orgbook_instance *made = orgbook_instantiate(component, environment, count, &error);
    CHECK_TEXT(error.message, "");
    return made;
}

/* The answer of a call; it has to have one. To be freed. */
static char *answer_of(orgbook_instance *of, const char *function, const char *arguments) {
    orgbook_error error;
    char *answer = orgbook_call(of, function, arguments, &error);
    CHECK_TEXT(error.message, "");
    return answer;
}

/* The call is answered with an error of this kind, or with `ok`. */
static void is_answered(orgbook_instance *by, const char *function, const char *arguments, const char *kind) {
    char *answer = answer_of(by, function, arguments);
    json_t *result = json_loads(answer, 0, NULL);
    json_t *tag = json_object_get(json_object_get(json_object_get(result, "err"), "kind"), "tag");
    CHECK_TEXT(json_object_get(result, "ok") != NULL ? "ok" : json_string_value(tag), kind);
    json_decref(result);
    free(answer);
}

static void two_tenants_do_not_see_each_other(void) {
    orgbook_instance *first = instance_with(office, 4), *second = instance_with(other, 4);
    const char *draft = "[{\"id\":\"ada\",\"name\":\"陈爱达 🧭\",\"mobile\":\"13900000101\","
                        "\"departments\":[{\"department-id\":\"1\"}],\"attributes\":[]},null]";
    is_answered(second, "get-user", "[\"ada\"]", "not-found");
    is_answered(first, "create-user", draft, "ok");
    is_answered(second, "get-user", "[\"ada\"]", "not-found");
    is_answered(first, "get-user", "[\"ada\"]", "ok");
    orgbook_instance_close(first);
    is_answered(second, "get-user", "[\"ada\"]", "not-found");
    is_answered(second, "get-user", "[\"manager4220\"]", "ok");
    orgbook_instance_close(second);
}

static void the_environment_of_the_process_is_not_seen(void) {
    for (int i = 0; i < 4; i++) setenv(office[i].name, office[i].value, 1);
    orgbook_instance *empty = instance_with(NULL, 0);
    is_answered(empty, "get-user", "[\"manager4220\"]", "misconfigured");
    orgbook_instance_close(empty);

    orgbook_instance *half = instance_with(office, 1);
    is_answered(half, "get-user", "[\"manager4220\"]", "misconfigured");
    orgbook_instance_close(half);
    for (int i = 0; i < 4; i++) unsetenv(office[i].name);
}

static void no_secret_is_shown(void) {
    orgbook_variable wrong[4];
    memcpy(wrong, office, sizeof wrong);
    wrong[1].value = "a-wrong-secret-that-nobody-may-see";
    orgbook_instance *refused = instance_with(wrong, 4);
    is_answered(refused, "get-user", "[\"manager4220\"]", "unauthenticated");
    static const char *const calls[][2] = {
        {"get-user", "[\"manager4220\"]"}, {"describe-directory", "[]"}, {"check-directory", "[]"}};
    for (int i = 0; i < 3; i++) {
        char *answer = answer_of(refused, calls[i][0], calls[i][1]);
        CHECK(answer != NULL && strstr(answer, wrong[1].value) == NULL);
        free(answer);
    }
    orgbook_instance_close(refused);
}

static void no_password_is_shown_where_the_arguments_are_wrong(void) {
    static const char *const arguments[] = {
        "[\"hunter2-hunter2\"]",
        "[{\"attributes\":[],\"departments\":[]},\"login\",[\"hunter2-hunter2\"],false,{},null]",
        "[{\"attributes\":[],\"departments\":[]},\"login\",\"hunter2-hunter2\",\"hunter2-hunter2\",{},null]",
        "[{\"attributes\":[],\"departments\":[]},\"login\",\"hunter2-hunter2\",false,\"hunter2-hunter2\",null]",
        "[{},\"login\",\"hunter2-hunter2\" 1]"};
    orgbook_instance *directory = instance_with(office, 4);
    for (int i = 0; i < 5; i++) {
        orgbook_error error;
        CHECK(orgbook_call(directory, "create-login-account", arguments[i], &error) == NULL);
        CHECK(error.status == ORGBOOK_BAD_ARGUMENTS);
        CHECK(strstr(error.message, "hunter2") == NULL);
    }
    orgbook_instance_close(directory);
}

static void the_place_of_what_is_wrong_is_told(void) {
    orgbook_instance *directory = instance_with(office, 4);
    orgbook_error error;
    CHECK(orgbook_call(directory, "create-user",
                       "[{\"name\":\"Ada\",\"departments\":[{\"department-id\":\"1\"},{\"department-id\":1}],"
                       "\"attributes\":[]},null]",
                       &error) == NULL);
    CHECK_TEXT(error.message,
               "arguments[0].departments[1].department-id: expected a string, but this is a whole number");
    CHECK(orgbook_call(directory, "update-user", "[\"ada\",[{\"tag\":\"clear\",\"val\":\"shoes\"}]]",
                       &error) == NULL);
    CHECK(strstr(error.message, "arguments[1][0].val: this is none of email, ") == error.message);
    orgbook_instance_close(directory);
}

static void *use(void *outcome) {
    orgbook_instance *mine = orgbook_instantiate(component, office, 4, NULL);
    for (int i = 0; i < 5; i++) {
        char *answer = orgbook_call(mine, "get-user", "[\"manager4220\"]", NULL);
        *(int *)outcome += answer != NULL && strncmp(answer, "{\"ok\":", 6) == 0;
        free(answer);
    }
    orgbook_instance_close(mine);
    return NULL;
}

static void threads_share_a_component(void) {
    pthread_t threads[4];
    int good[4] = {0};
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, use, &good[i]);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        CHECK(good[i] == 5);
    }
}

int main(int count, char **arguments) {
    if (count != 4) return 2;
    json_t *told[] = {read_sandbox(arguments[2], office), read_sandbox(arguments[3], other)};
    orgbook_error error;
    orgbook *opened = orgbook_open(arguments[1], &error);
    CHECK_TEXT(error.message, "");
    if (opened == NULL) return 1;
    component = opened;

    two_tenants_do_not_see_each_other();
    the_environment_of_the_process_is_not_seen();
    no_secret_is_shown();
    no_password_is_shown_where_the_arguments_are_wrong();
    the_place_of_what_is_wrong_is_told();
    threads_share_a_component();

    orgbook_close(opened);
    for (int i = 0; i < 2; i++) json_decref(told[i]);
    return checked("directory");
}
