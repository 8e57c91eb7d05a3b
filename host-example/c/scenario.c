/*
 * Runs a scenario and prints its report, to be compared with those of other hosts.
 *
 *     build/scenario SCENARIO.json COMPONENT.wasm SERVERS.json
 *
 * It knows no function of the component. The format is described beside the scenario.
 */
#include "orgbook.h"

#include <ctype.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ends the program: the scenario cannot be carried out. */
static _Noreturn void give_up(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

/* Everything that a run remembers. */
typedef struct {
    orgbook *component;
    /* The present instance, or NULL before the first. */
    orgbook_instance *instance;
    /* What `${name}` stands for: the URLs of the servers and the kept values. */
    json_t *values;
    /* The keys whose values are not shown. */
    const json_t *hide;
} run;

static json_t *load(const char *path) {
    json_error_t error;
    json_t *loaded = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (loaded == NULL) give_up("%s, line %d: %s", path, error.line, error.text);
    return loaded;
}

/* The text of a JSON string. */
static const char *text_of(const json_t *string) {
    if (!json_is_string(string)) give_up("the scenario is malformed: a string is missing");
    return json_string_value(string);
}

/* Appends text to a JSON string, which is replaced. */
static json_t *append(json_t *to, const char *text, size_t length) {
    size_t before = json_string_length(to);
    char *joined = malloc(before + length + 1);
    if (joined == NULL) give_up("there is no memory left");
    memcpy(joined, json_string_value(to), before);
    memcpy(joined + before, text, length);
    json_t *string = json_stringn(joined, before + length);
    free(joined);
    json_decref(to);
    return string;
}

/* A string in which every `${name}` is replaced. */
static json_t *replace_in_string(const run *of, const json_t *string) {
    const char *at = json_string_value(string), *end = at + json_string_length(string);
    json_t *replaced = json_string("");
    while (at < end) {
        const char *open = at;
        while (open < end && strncmp(open, "${", 2) != 0) open++;
        replaced = append(replaced, at, (size_t)(open - at));
        if (open == end) break;
        const char *close = memchr(open, '}', (size_t)(end - open));
        if (close == NULL) give_up("a `${` has no `}`");
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(close - open - 2), open + 2);
        const json_t *value = json_object_get(of->values, name);
        if (value == NULL) give_up("nothing is called %s", name);
        replaced = append(replaced, text_of(value), json_string_length(value));
        at = close + 1;
    }
    return replaced;
}

/* A copy of a value in which every string is replaced. */
static json_t *replace(const run *of, json_t *value) {
    json_t *copy, *inner;
    const char *key;
    size_t i;
    switch (json_typeof(value)) {
    case JSON_STRING: return replace_in_string(of, value);
    case JSON_ARRAY:
        copy = json_array();
        json_array_foreach(value, i, inner) json_array_append_new(copy, replace(of, inner));
        return copy;
    case JSON_OBJECT:
        copy = json_object();
        json_object_foreach(value, key, inner) json_object_set_new(copy, key, replace(of, inner));
        return copy;
    default: return json_incref(value);
    }
}

/* What a JSON pointer (RFC 6901) points at, or NULL. */
static json_t *pointed(json_t *value, const char *pointer) {
    while (*pointer == '/') {
        char token[256];
        size_t length = 0;
        for (pointer++; *pointer != '\0' && *pointer != '/' && length + 1 < sizeof token; pointer++) {
            char next = *pointer;
            if (next == '~') next = *++pointer == '1' ? '/' : '~';
            token[length++] = next;
        }
        token[length] = '\0';
        value = json_is_array(value) ? json_array_get(value, (size_t)strtoul(token, NULL, 10))
                                     : json_object_get(value, token);
    }
    return value;
}

static bool lists(const json_t *strings, const char *wanted) {
    size_t i;
    json_t *each;
    json_array_foreach(strings, i, each) {
        if (strcmp(text_of(each), wanted) == 0) return true;
    }
    return false;
}

/* Whether a step needs this of a host. */
static bool needs(const json_t *step, const char *capability) {
    return lists(json_object_get(step, "needs"), capability);
}

/* Replaces what is to be hidden. */
static void hide(const run *of, json_t *in) {
    const char *key;
    void *next;
    size_t i;
    json_t *inner;
    json_array_foreach(in, i, inner) hide(of, inner);
    json_object_foreach_safe(in, next, key, inner) {
        if (lists(of->hide, key)) {
            json_object_set_new(in, key, json_string("(hidden)"));
        } else {
            hide(of, inner);
        }
    }
}

/* Prints canonical JSON: Jansson's, but that \u00XX has small letters. */
static void print_canonical(const json_t *value) {
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    for (char *at = text; *at != '\0'; at++) {
        if (*at != '\\') continue;
        if (*++at != 'u') continue;
        for (int i = 1; i <= 4; i++) at[i] = (char)tolower((unsigned char)at[i]);
    }
    puts(text);
    free(text);
}

/* Carries out a step with `instance`. */
static void instantiate(run *of, const json_t *step) {
    orgbook_instance_close(of->instance);
    json_t *variables = replace(of, json_object_get(step, "instance"));
    size_t count = 0;
    orgbook_variable *environment = calloc(json_object_size(variables) + 1, sizeof *environment);
    if (environment == NULL) give_up("there is no memory left");
    const char *name;
    json_t *value;
    json_object_foreach(variables, name, value) {
        environment[count++] = (orgbook_variable){name, text_of(value)};
    }
    orgbook_error error;
    of->instance = orgbook_instantiate(of->component, environment, count, &error);
    free(environment);
    json_decref(variables);
    if (of->instance == NULL) give_up("%s", error.message);
    puts("ready");
}

/* Remembers parts of a result under names. */
static void keep(run *of, const json_t *step, json_t *result) {
    const char *name;
    json_t *pointer;
    json_object_foreach(json_object_get(step, "keep"), name, pointer) {
        json_t *part = pointed(result, text_of(pointer));
        if (!json_is_string(part)) give_up("%s is no string of the result", text_of(pointer));
        json_object_set(of->values, name, part);
    }
}

/* Carries out a step with `call`. */
static void call(run *of, const json_t *step) {
    const char *function = text_of(json_object_get(step, "call"));
    json_t *arguments = replace(of, json_object_get(step, "arguments"));
    char *text = json_dumps(arguments, JSON_COMPACT);
    orgbook_error error;
    char *answer = orgbook_call(of->instance, function, text, &error);
    free(text);
    json_decref(arguments);
    if (answer == NULL) give_up("%s: %s", function, error.message);
    json_t *result = json_loads(answer, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
    free(answer);
    keep(of, step, result);
    hide(of, result);
    print_canonical(result);
    json_decref(result);
}

int main(int count, char **arguments) {
    if (count != 4) give_up("usage: scenario SCENARIO.json COMPONENT.wasm SERVERS.json");
    json_t *scenario = load(arguments[1]);
    orgbook_error error;
    run whole = {.component = orgbook_open(arguments[2], &error),
                 .values = load(arguments[3]),
                 .hide = json_object_get(scenario, "hide")};
    if (whole.component == NULL) give_up("%s", error.message);

    size_t i;
    json_t *step;
    json_array_foreach(json_object_get(scenario, "steps"), i, step) {
        printf("%s: ", text_of(json_object_get(step, "step")));
        fflush(stdout); /* so that a message that ends the run stands below its step */
        if (needs(step, "egress-control")) {
            puts("skipped: libwasmtime has no hook for outbound requests");
        } else if (json_object_get(step, "instance") != NULL) {
            instantiate(&whole, step);
        } else {
            call(&whole, step);
        }
    }

    orgbook_instance_close(whole.instance);
    orgbook_close(whole.component);
    json_decref(whole.values);
    json_decref(scenario);
}
