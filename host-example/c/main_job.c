/*
 * The main job in C: a user is created, read, changed, read again and deleted.
 *
 *     build/main_job orgbook.wasm
 *
 * The credentials are in the environment of this program. DINGTALK_OAPI_URL and DINGTALK_API_URL
 * lead to a sandbox instead of DingTalk.
 */
#include "orgbook.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Calls a function of the directory, shows its answer, and returns what it carries, to be released
   with json_decref(). Whatever fails ends the program. `arguments` is released. */
static json_t *call(orgbook_instance *directory, const char *function, json_t *arguments) {
    orgbook_error error;
    char *text = json_dumps(arguments, 0);
    char *answer = orgbook_call(directory, function, text, &error);
    json_decref(arguments);
    free(text);
    if (answer == NULL) {
        fprintf(stderr, "%s: %s\n", function, error.message);
        exit(1);
    }
    printf("%s: %s\n", function, answer);
    json_t *result = json_loads(answer, JSON_ALLOW_NUL, NULL);
    free(answer);
    /* {"err": {"kind": {"tag": "not-found"}, "message": …}}: the directory answers, and refuses. */
    json_t *refusal = json_object_get(result, "err");
    if (refusal != NULL) {
        fprintf(stderr, "%s: %s\n", function, json_string_value(json_object_get(refusal, "message")));
        exit(1);
    }
    json_t *carried = json_incref(json_object_get(result, "ok"));
    json_decref(result);
    return carried;
}

static void change_and_delete(orgbook_instance *directory) {
    json_decref(call(directory, "get-user", json_pack("[s]", "ada")));
    json_decref(call(directory, "update-user",
                     json_pack("[s, [{s:s, s:s}]]", "ada", "tag", "title", "val", "Engineer")));

    json_t *ada = call(directory, "get-user", json_pack("[s]", "ada"));
    printf("Ada's title is %s.\n", json_string_value(json_object_get(ada, "title")));
    json_decref(ada);

    json_decref(call(directory, "delete-user", json_pack("[s]", "ada")));
}

int main(int count, char **arguments) {
    static const char *const names[] = {"DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET",
                                        "DINGTALK_OAPI_URL", "DINGTALK_API_URL"};
    orgbook_variable environment[4];
    size_t variables = 0;
    /* The component sees these variables and nothing else of this program's environment. */
    for (size_t i = 0; i < 4; i++)
        if (getenv(names[i]) != NULL)
            environment[variables++] = (orgbook_variable){names[i], getenv(names[i])};

    orgbook_error error;
    orgbook *component = orgbook_open(count > 1 ? arguments[1] : "orgbook.wasm", &error);
    orgbook_instance *directory =
        component == NULL ? NULL : orgbook_instantiate(component, environment, variables, &error);
    if (directory == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }

    json_t *outcome = call(directory, "create-user",
                           json_pack("[{s:s, s:s, s:s, s:[{s:s}], s:[]}, n]", "id", "ada", "name",
                                     "Ada Lovelace", "mobile", "+44-7700900456", "departments",
                                     "department-id", "1", "attributes"));
    /* Somebody who was deleted within a day has to agree to come back. */
    const char *tag = json_string_value(json_object_get(outcome, "tag"));
    if (tag != NULL && strcmp(tag, "created") == 0)
        change_and_delete(directory);
    else
        puts("An invitation was sent: Ada has to agree first.");
    json_decref(outcome);

    orgbook_instance_close(directory);
    orgbook_close(component);
}
