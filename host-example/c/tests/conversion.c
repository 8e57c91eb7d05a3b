/*
 * JSON and values, in both directions, and what is wrong with them; no network.
 *
 *     conversion tests/shapes.wat
 */
#include "orgbook.h"

#include <jansson.h>
#include <stdlib.h>

#include "check.h"

/* A shape as it is answered, in the order of its record. */
static const char plain[] =
    "{\"flag\":true,\"count\":0,\"name\":\"\",\"level\":\"low\",\"levels\":[],"
    "\"choice\":{\"tag\":\"nothing\"},\"outcome\":{\"ok\":1},\"done\":{\"ok\":null}}";

/* The arguments for `echo`: the plain shape, but for one field. `value` is JSON, or NULL: the field is
   absent. To be freed. */
static char *with(const char *field, const char *value) {
    json_t *shape = json_loads(plain, 0, NULL);
    if (value == NULL) {
        json_object_del(shape, field);
    } else {
        json_object_set_new(shape, field, json_loads(value, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL));
    }
    json_t *arguments = json_pack("[o]", shape);
    char *text = json_dumps(arguments, 0);
    json_decref(arguments);
    return text;
}

/* The value of the field is answered as it is given. */
static void comes_back(orgbook_instance *instance, const char *field, const char *value) {
    orgbook_error error;
    char *arguments = with(field, value);
    char *answer = orgbook_call(instance, "echo", arguments, &error);
    CHECK_TEXT(error.message, "");
    CHECK(error.status == ORGBOOK_OK);
    if (answer != NULL) {
        json_t *shape = json_loads(answer, JSON_ALLOW_NUL, NULL);
        json_t *expected = json_loads(value, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        CHECK(json_equal(json_object_get(shape, field), expected));
        json_decref(expected);
        json_decref(shape);
    }
    free(answer);
    free(arguments);
}

/* A call fails in this way. */
static void fails(orgbook_instance *instance, const char *function, const char *arguments,
                  orgbook_status status, const char *message) {
    orgbook_error error;
    char *answer = orgbook_call(instance, function, arguments, &error);
    CHECK(answer == NULL);
    CHECK(error.status == status);
    CHECK_TEXT(error.message, message);
    free(answer);
}

/* The value of the field is refused with this message. */
static void is_refused(orgbook_instance *instance, const char *field, const char *value,
                       const char *message) {
    char *arguments = with(field, value);
    fails(instance, "echo", arguments, ORGBOOK_BAD_ARGUMENTS, message);
    free(arguments);
}

static void values_come_back(orgbook_instance *instance) {
    comes_back(instance, "flag", "false");
    comes_back(instance, "count", "4294967295");
    comes_back(instance, "name", "\"陈爱达 🧭 \\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\"");
    comes_back(instance, "note", "\"\"");
    comes_back(instance, "level", "\"high\"");
    comes_back(instance, "levels", "[\"low\",\"high\",\"low\"]");
    comes_back(instance, "choice", "{\"tag\":\"text\",\"val\":\"\"}");
    comes_back(instance, "choice", "{\"tag\":\"maybe\",\"val\":7}");
    comes_back(instance, "choice", "{\"tag\":\"maybe\",\"val\":null}");
    comes_back(instance, "outcome", "{\"err\":\"so\"}");
    comes_back(instance, "done", "{\"err\":null}");
    comes_back(instance, "numbers", "[]");
    comes_back(instance, "numbers", "[1,2,3]");
}

static void texts_are_written_plainly(orgbook_instance *instance) {
    char *arguments = with("name", "\"é🧭/\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001F\\u007f\"");
    char *answer = orgbook_call(instance, "echo", arguments, NULL);
    CHECK_TEXT(answer,
               "{\"flag\":true,\"count\":0,\"name\":\"é🧭/\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\","
               "\"level\":\"low\",\"levels\":[],\"choice\":{\"tag\":\"nothing\"},\"outcome\":{\"ok\":1},"
               "\"done\":{\"ok\":null}}");
    free(answer);
    free(arguments);
}

static void a_field_may_be_null_or_absent(orgbook_instance *instance) {
    static const char *const nothing[] = {"null", NULL};
    for (int i = 0; i < 2; i++) {
        char *arguments = with("note", nothing[i]);
        char *answer = orgbook_call(instance, "echo", arguments, NULL);
        CHECK_TEXT(answer, plain);
        free(answer);
        free(arguments);
    }
}

static void a_large_text_comes_back(orgbook_instance *instance) {
    size_t length = 3 << 20;
    char *text = malloc(length + 3);
    memset(text, 'x', length + 2);
    text[0] = text[length + 1] = '"';
    text[length + 2] = '\0';
    comes_back(instance, "name", text);
    free(text);
}

static void wrong_values_are_refused_with_their_place(orgbook_instance *instance) {
    is_refused(instance, "flag", "\"true\"",
               "arguments[0].flag: expected true or false, but this is a string");
    is_refused(instance, "flag", NULL, "arguments[0].flag: this is missing");
    is_refused(instance, "flag", "null", "arguments[0].flag: expected true or false, but this is null");
    is_refused(instance, "count", "-1", "arguments[0].count: expected 0 to 4294967295");
    is_refused(instance, "count", "4294967296", "arguments[0].count: expected 0 to 4294967295");
    is_refused(instance, "count", "1.0",
               "arguments[0].count: expected a whole number, "
               "but this is a number with a fraction or an exponent");
    is_refused(instance, "name", "[]", "arguments[0].name: expected a string, but this is an array");
    is_refused(instance, "note", "7", "arguments[0].note: expected a string, but this is a whole number");
    is_refused(instance, "level", "\"middle\"", "arguments[0].level: this is none of low, high");
    is_refused(instance, "level", "{}", "arguments[0].level: expected a string, but this is an object");
    is_refused(instance, "levels", "{}", "arguments[0].levels: expected an array, but this is an object");
    is_refused(instance, "levels", "[\"low\",true]",
               "arguments[0].levels[1]: expected a string, but this is true or false");
    is_refused(instance, "choice", "\"nothing\"",
               "arguments[0].choice: expected an object with `tag`, but this is a string");
    is_refused(instance, "choice", "{}",
               "arguments[0].choice.tag: expected the name of a case, but this is nothing");
    is_refused(instance, "choice", "{\"tag\":\"else\"}",
               "arguments[0].choice.tag: there is no such case; the cases are nothing, text, maybe");
    is_refused(instance, "choice", "{\"tag\":\"text\"}", "arguments[0].choice.val: this is missing");
    is_refused(instance, "choice", "{\"tag\":\"text\",\"val\":1}",
               "arguments[0].choice.val: expected a string, but this is a whole number");
    is_refused(instance, "choice", "{\"tag\":\"nothing\",\"val\":1}",
               "arguments[0].choice.val: the case nothing has no payload");
    is_refused(instance, "choice", "{\"tag\":\"nothing\",\"value\":1}",
               "arguments[0].choice: a variant has no members but `tag` and `val`");
    is_refused(instance, "outcome", "{}",
               "arguments[0].outcome: expected an object with either `ok` or `err`, but this is an object");
    is_refused(instance, "outcome", "{\"ok\":\"1\"}",
               "arguments[0].outcome.ok: expected a whole number, but this is a string");
    is_refused(instance, "done", "{\"ok\":1}",
               "arguments[0].done.ok: expected null, but this is a whole number");
    is_refused(instance, "more", "1", "arguments[0].more: the record has no such field");
    is_refused(instance, "two\nlines", "1", "arguments[0].two lines: the record has no such field");
}

static void wrong_arguments_are_refused(orgbook_instance *instance) {
    const orgbook_status bad = ORGBOOK_BAD_ARGUMENTS;
    fails(instance, "echo", NULL, bad, "arguments: they are missing");
    fails(instance, "echo", "", bad, "arguments: no JSON at line 1, column 0");
    fails(instance, "echo", "[\n{]", bad, "arguments: no JSON at line 2, column 2");
    fails(instance, "echo", "[\"\xff\"]", bad, "arguments: no JSON at line 1, column 2");
    fails(instance, "echo", "[{\"flag\":true,\"flag\":true}]", bad,
          "arguments: no JSON at line 1, column 20");
    fails(instance, "echo", "{}", bad, "arguments: expected an array, but this is an object");
    fails(instance, "echo", "[]", bad, "arguments[0]: the argument `shape` of echo is missing");
    fails(instance, "nothing", "[1]", bad, "arguments: nothing takes 0 of them, not 1");
    fails(instance, "take", "[1]", bad, "arguments[0]: orgbook.c does not know values of this type");

    /* Arrays within arrays, more than anybody means. */
    char deep[100001];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    orgbook_error error;
    CHECK(orgbook_call(instance, "echo", deep, &error) == NULL);
    CHECK(error.status == bad);
}

static void a_message_ends_at_a_character(void) {
    /* 341 signs of three bytes do not fit into 1,024. */
    char name[3 * 600 + 1] = "";
    for (int i = 0; i < 600; i++) memcpy(name + 3 * i, "陈", 4);
    orgbook_error error;
    CHECK(orgbook_open(name, &error) == NULL);
    CHECK(error.status == ORGBOOK_BAD_COMPONENT);
    json_t *valid = json_string(error.message);
    CHECK(valid != NULL);
    json_decref(valid);
}

static void functions_that_are_not_there(orgbook_instance *instance) {
    const orgbook_status unknown = ORGBOOK_UNKNOWN_FUNCTION;
    fails(instance, "no-such", "[]", unknown, "the component exports no function no-such");
    fails(instance, "", "[]", unknown, "the component exports no function ");
    fails(instance, NULL, "[]", unknown, "the function's name is missing");
    fails(instance, "twice", "[]", unknown,
          "both test:shapes/one and test:shapes/other export a function twice");
    fails(instance, "give", "[]", unknown,
          "orgbook.c cannot call give: it is async, or its answer has a type that is not known here");
    fails(NULL, "echo", "[]", ORGBOOK_LOST, "there is no instance");
}

static void nothing_is_answered_as_null(orgbook_instance *instance) {
    char *answer = orgbook_call(instance, "nothing", "[]", NULL);
    CHECK_TEXT(answer, "null");
    free(answer);
}

static void after_a_trap_the_instance_is_lost_and_another_is_not(const orgbook *component) {
    orgbook_instance *first = orgbook_instantiate(component, NULL, 0, NULL);
    orgbook_instance *second = orgbook_instantiate(component, NULL, 0, NULL);
    fails(first, "fail", "[]", ORGBOOK_TRAPPED,
          "the component failed in fail, which may have been carried out; "
          "this instance is lost, make another: "
          "wasm trap: wasm `unreachable` instruction executed");
    fails(first, "nothing", "[]", ORGBOOK_LOST, "this instance was lost in an earlier call; make another");
    nothing_is_answered_as_null(second);
    orgbook_instance_close(first);
    orgbook_instance_close(second);
}

static void components_that_cannot_be_opened(void) {
    orgbook_error error;
    CHECK(orgbook_open(NULL, &error) == NULL);
    CHECK_TEXT(error.message, "the path of the component is missing");
    CHECK(orgbook_open("no/such.wasm", &error) == NULL);
    CHECK_TEXT(error.message, "cannot open no/such.wasm: No such file or directory");
    CHECK(orgbook_open("/", &error) == NULL);
    CHECK_TEXT(error.message, "cannot read /: Is a directory");
    CHECK(orgbook_open("/dev/null", &error) == NULL);
    CHECK_TEXT(error.message, "/dev/null is empty");
    CHECK(error.status == ORGBOOK_BAD_COMPONENT);
    CHECK(orgbook_instantiate(NULL, NULL, 0, &error) == NULL);
    CHECK_TEXT(error.message, "there is no component");
    CHECK(orgbook_open("no/such.wasm", NULL) == NULL);
    orgbook_close(NULL);
    orgbook_instance_close(NULL);
}

static void environments_that_cannot_be_given(const orgbook *component) {
    orgbook_error error;
    const orgbook_variable no_name = {"", "value"}, no_value = {"NAME", NULL}, not_utf8 = {"NAME", "\xff"};
    CHECK(orgbook_instantiate(component, &no_name, 1, &error) == NULL);
    CHECK_TEXT(error.message, "variable 0 has no name in UTF-8");
    CHECK(orgbook_instantiate(component, &no_value, 1, &error) == NULL);
    CHECK_TEXT(error.message, "the variable NAME has no value in UTF-8");
    CHECK(orgbook_instantiate(component, &not_utf8, 1, &error) == NULL);
    CHECK_TEXT(error.message, "the variable NAME has no value in UTF-8");
    CHECK(error.status == ORGBOOK_BAD_ENVIRONMENT);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    orgbook_error error;
    orgbook *component = orgbook_open(arguments[1], &error);
    CHECK_TEXT(error.message, "");
    orgbook_instance *instance = orgbook_instantiate(component, NULL, 0, &error);
    CHECK_TEXT(error.message, "");

    values_come_back(instance);
    texts_are_written_plainly(instance);
    a_field_may_be_null_or_absent(instance);
    a_large_text_comes_back(instance);
    wrong_values_are_refused_with_their_place(instance);
    wrong_arguments_are_refused(instance);
    a_message_ends_at_a_character();
    functions_that_are_not_there(instance);
    nothing_is_answered_as_null(instance);
    after_a_trap_the_instance_is_lost_and_another_is_not(component);
    components_that_cannot_be_opened();
    environments_that_cannot_be_given(component);

    orgbook_instance_close(instance);
    orgbook_close(component);
    return checked("conversion");
}
