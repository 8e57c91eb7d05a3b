/*
 * What the host costs, for the table of hosts: one line of JSON.
 *
 *     measure orgbook.wasm SANDBOX.json
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "orgbook.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { INSTANCES = 200, CALLS = 200 };

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double *values, size_t count) {
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

int main(int count, char **arguments) {
    orgbook_error error = {.status = ORGBOOK_OK};
    json_error_t unread;
    json_t *told = count == 3 ? json_load_file(arguments[2], 0, &unread) : NULL;
    const char *id, *secret, *url;
    if (json_unpack(told, "{s:[{s:s, s:s}], s:s}", "apps", "client_id", &id, "client_secret", &secret,
                    "url", &url) != 0)
        return 2;
    const orgbook_variable environment[] = {{"DINGTALK_CLIENT_ID", id},
                                            {"DINGTALK_CLIENT_SECRET", secret},
                                            {"DINGTALK_OAPI_URL", url},
                                            {"DINGTALK_API_URL", url},
                                            /* the component's own pace is not what is measured */
                                            {"ORGBOOK_CALLS_PER_SECOND", "0"}};
    const size_t variables = sizeof environment / sizeof *environment;

    double begin = milliseconds();
    orgbook *component = orgbook_open(arguments[1], &error);
    double compile = milliseconds() - begin;
    if (component == NULL) goto failed;

    double instances[INSTANCES], calls[CALLS];
    for (int i = 0; i < INSTANCES; i++) {
        begin = milliseconds();
        orgbook_instance *made = orgbook_instantiate(component, environment, variables, &error);
        instances[i] = milliseconds() - begin;
        if (made == NULL) goto failed;
        orgbook_instance_close(made);
    }

    orgbook_instance *directory = orgbook_instantiate(component, environment, variables, &error);
    if (directory == NULL) goto failed;
    free(orgbook_call(directory, "get-user", "[\"manager4220\"]", &error)); /* which obtains the token */
    for (int i = 0; i < CALLS; i++) {
        begin = milliseconds();
        char *answer = orgbook_call(directory, "get-user", "[\"manager4220\"]", &error);
        calls[i] = milliseconds() - begin;
        if (answer == NULL || strncmp(answer, "{\"ok\":", 6) != 0) goto failed;
        free(answer);
    }
    printf("{\"compile_ms\":%.0f,\"instantiate_ms\":%.3f,\"get_user_ms\":%.3f}\n", compile,
           median(instances, INSTANCES), median(calls, CALLS));
    orgbook_instance_close(directory);
    orgbook_close(component);
    json_decref(told);
    return 0;

failed:
    fprintf(stderr, "measure: %s\n", error.message);
    return 1;
}
