/*
 * Orgbook from C: the host, over libwasmtime 48 and Jansson. See orgbook.h for what it offers.
 *
 * It knows no function and no type of Orgbook. What a function takes is asked of the component
 * itself, and JSON is turned into values, and values into JSON, along these types.
 */
#include "orgbook.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasmtime.h>
#include <wasmtime/component.h>

/* The types' names in libwasmtime are long. */
typedef wasmtime_component_val_t value;
typedef wasmtime_component_valtype_t type;

/* An exported function. */
typedef struct {
    /* The interface that it is in, and its own name. */
    char *interface;
    char *name;
    wasmtime_component_export_index_t *index;
    wasmtime_component_func_type_t *type;
} function;

struct orgbook {
    wasm_engine_t *engine;
    wasmtime_component_t *component;
    wasmtime_component_linker_t *linker;
    function *functions;
    size_t function_count;
};

struct orgbook_instance {
    const orgbook *of;
    wasmtime_store_t *store;
    wasmtime_component_instance_t instance;
    bool lost;
};

/* ---- Errors -------------------------------------------------------------------------------- */

#if defined(__GNUC__)
#define PRINTF(text, values) __attribute__((format(printf, text, values)))
#else
#define PRINTF(text, values)
#endif

/* Adds to the message of an error, which stays one line. What does not fit is left out, at the border of
   a character. */
static void add_to_message_v(orgbook_error *error, const char *format, va_list arguments) {
    const size_t before = strlen(error->message), room = sizeof error->message - before;
    int more = vsnprintf(error->message + before, room, format, arguments);
    for (char *at = error->message + before; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20) *at = ' ';
    if (more < 0 || (size_t)more < room) return;
    /* The last character may have lost bytes: go back to where it begins. */
    size_t length = sizeof error->message - 1;
    while (length > 0 && ((unsigned char)error->message[length - 1] & 0xC0) == 0x80) length--;
    if (length > 0 && (unsigned char)error->message[length - 1] >= 0xC0) length--;
    error->message[length] = '\0';
}

PRINTF(2, 3) static void add_to_message(orgbook_error *error, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_to_message_v(error, format, arguments);
    va_end(arguments);
}

/* Sets the error. Returns NULL, which is what a function that failed returns. */
PRINTF(3, 4) static void *fail(orgbook_error *error, orgbook_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->message[0] = '\0';
    add_to_message_v(error, format, arguments);
    va_end(arguments);
    return NULL;
}

static void *out_of_memory(orgbook_error *error) {
    return fail(error, ORGBOOK_OUT_OF_MEMORY, "there is no memory left");
}

/* Frees an error of libwasmtime and adds the first or the last line of what it says to the message.
   Most say in the first what is wrong; a trap says so in the last, below a backtrace. */
static void add_cause(orgbook_error *error, wasmtime_error_t *cause, bool last) {
    wasm_name_t said;
    wasmtime_error_message(cause, &said);
    wasmtime_error_delete(cause);
    const char *line = said.data, *end = said.data + said.size;
    while (end > line && end[-1] == '\n') end--;
    for (const char *at = line; at < end; at++) {
        if (*at != '\n') continue;
        if (last) {
            line = at + 1;
        } else {
            end = at;
        }
    }
    while (line < end && *line == ' ') line++;
    add_to_message(error, "%.*s", (int)(end - line), line);
    wasm_byte_vec_delete(&said);
}

/* ---- Where something is in the arguments --------------------------------------------------- */

/* A place in the arguments, as a chain up to them. */
typedef struct place {
    const struct place *in;
    /* The member of an object, or NULL where it is an array. It need not end with a NUL. */
    const char *key;
    size_t key_length;
    size_t index;
} place;

static void add_place(orgbook_error *error, const place *at) {
    if (at->in == NULL) {
        add_to_message(error, "arguments");
        return;
    }
    add_place(error, at->in);
    if (at->key == NULL) {
        add_to_message(error, "[%zu]", at->index);
        return;
    }
    add_to_message(error, ".%.*s", (int)at->key_length, at->key);
}

/* Says what is wrong with the arguments at a place. Returns false. */
PRINTF(3, 4)
static bool refuse(orgbook_error *error, const place *at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fail(error, ORGBOOK_BAD_ARGUMENTS, "%s", "");
    add_place(error, at);
    add_to_message(error, ": ");
    add_to_message_v(error, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- JSON to values ------------------------------------------------------------------------ */

/* What a piece of JSON is, for messages. They never show the piece itself: it may be a password. */
static const char *what_it_is(const json_t *json) {
    if (json == NULL) return "nothing";
    switch (json_typeof(json)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return "a string";
    case JSON_INTEGER: return "a whole number";
    case JSON_REAL: return "a number with a fraction or an exponent";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: return "null";
    }
    return "something else";
}

static bool expected(orgbook_error *error, const place *at, const char *what, const json_t *json) {
    return refuse(error, at, "expected %s, but this is %s", what, what_it_is(json));
}

/* The member of an object by a name that need not end with a NUL; NULL if there is none. */
static json_t *member(json_t *object, const char *name, size_t length) {
    const char *key;
    json_t *found;
    json_object_foreach(object, key, found) {
        if (strlen(key) == length && memcmp(key, name, length) == 0) return found;
    }
    return NULL;
}

static bool is_named(const wasm_name_t *name, const char *text) {
    return strlen(text) == name->size && memcmp(text, name->data, name->size) == 0;
}

static bool to_value(json_t *json, const type *as, const place *at, value *out, orgbook_error *error);

static bool to_string(json_t *json, const place *at, value *out, orgbook_error *error) {
    if (!json_is_string(json)) return expected(error, at, "a string", json);
    out->kind = WASMTIME_COMPONENT_STRING;
    wasm_byte_vec_new(&out->of.string, json_string_length(json), json_string_value(json));
    return true;
}

static bool to_u32(json_t *json, const place *at, value *out, orgbook_error *error) {
    if (!json_is_integer(json)) return expected(error, at, "a whole number", json);
    json_int_t number = json_integer_value(json);
    if (number < 0 || number > UINT32_MAX) return refuse(error, at, "expected 0 to 4294967295");
    out->kind = WASMTIME_COMPONENT_U32;
    out->of.u32 = (uint32_t)number;
    return true;
}

static bool to_list(json_t *json, const wasmtime_component_list_type_t *as, const place *at, value *out,
                    orgbook_error *error) {
    if (!json_is_array(json)) return expected(error, at, "an array", json);
    type element;
    wasmtime_component_list_type_element(as, &element);
    out->kind = WASMTIME_COMPONENT_LIST;
    wasmtime_component_vallist_new_uninit(&out->of.list, json_array_size(json));
    bool good = true;
    for (size_t i = 0; good && i < out->of.list.size; i++) {
        place here = {.in = at, .index = i};
        good = to_value(json_array_get(json, i), &element, &here, &out->of.list.data[i], error);
    }
    wasmtime_component_valtype_delete(&element);
    return good;
}

/* Refuses the first member of an object that is no field of the record made of it. */
static bool refuse_unknown_field(json_t *json, const wasmtime_component_valrecord_t *record,
                                 const place *at, orgbook_error *error) {
    const char *key;
    json_t *ignored;
    json_object_foreach(json, key, ignored) {
        size_t i = 0;
        while (i < record->size && !is_named(&record->data[i].name, key)) i++;
        if (i == record->size) {
            place here = {.in = at, .key = key, .key_length = strlen(key)};
            return refuse(error, &here, "the record has no such field");
        }
    }
    return true;
}

static bool to_record(json_t *json, const wasmtime_component_record_type_t *as, const place *at,
                      value *out, orgbook_error *error) {
    if (!json_is_object(json)) return expected(error, at, "an object", json);
    wasmtime_component_valrecord_t *record = &out->of.record;
    out->kind = WASMTIME_COMPONENT_RECORD;
    wasmtime_component_valrecord_new_uninit(record, wasmtime_component_record_type_field_count(as));
    for (size_t i = 0; i < record->size; i++) {
        const char *name;
        size_t length;
        type field;
        wasmtime_component_record_type_field_nth(as, i, &name, &length, &field);
        wasm_byte_vec_new(&record->data[i].name, length, name);
        place here = {.in = at, .key = name, .key_length = length};
        bool good =
            to_value(member(json, name, length), &field, &here, &record->data[i].val, error);
        wasmtime_component_valtype_delete(&field);
        if (!good) return false;
    }
    return refuse_unknown_field(json, record, at, error);
}

/* Says that there is no such case, and which there are. */
static bool refuse_case(const place *at, const wasmtime_component_variant_type_t *as,
                        orgbook_error *error) {
    refuse(error, at, "there is no such case; the cases are");
    for (size_t i = 0; i < wasmtime_component_variant_type_case_count(as); i++) {
        const char *name;
        size_t length;
        bool has_payload;
        type payload;
        wasmtime_component_variant_type_case_nth(as, i, &name, &length, &has_payload, &payload);
        if (has_payload) wasmtime_component_valtype_delete(&payload);
        add_to_message(error, "%s %.*s", i == 0 ? "" : ",", (int)length, name);
    }
    return false;
}

static bool to_variant(json_t *json, const wasmtime_component_variant_type_t *as, const place *at,
                       value *out, orgbook_error *error) {
    place at_tag = {.in = at, .key = "tag", .key_length = strlen("tag")};
    place at_val = {.in = at, .key = "val", .key_length = strlen("val")};
    if (!json_is_object(json)) return expected(error, at, "an object with `tag`", json);
    json_t *tag = json_object_get(json, "tag"), *val = json_object_get(json, "val");
    if (!json_is_string(tag)) return expected(error, &at_tag, "the name of a case", tag);
    if (json_object_size(json) > (val == NULL ? 1u : 2u))
        return refuse(error, at, "a variant has no members but `tag` and `val`");
    for (size_t i = 0; i < wasmtime_component_variant_type_case_count(as); i++) {
        const char *name;
        size_t length;
        bool has_payload;
        type payload;
        wasmtime_component_variant_type_case_nth(as, i, &name, &length, &has_payload, &payload);
        bool found = json_string_length(tag) == length &&
                     memcmp(json_string_value(tag), name, length) == 0;
        bool good = true;
        if (found) {
            out->kind = WASMTIME_COMPONENT_VARIANT;
            wasm_byte_vec_new(&out->of.variant.discriminant, length, name);
            out->of.variant.val = NULL;
            if (has_payload) {
                value inner = {.kind = WASMTIME_COMPONENT_BOOL};
                good = to_value(val, &payload, &at_val, &inner, error);
                out->of.variant.val = wasmtime_component_val_new(&inner);
            } else if (val != NULL && !json_is_null(val)) {
                good = refuse(error, &at_val, "the case %.*s has no payload", (int)length, name);
            }
        }
        if (has_payload) wasmtime_component_valtype_delete(&payload);
        if (found) return good;
    }
    return refuse_case(&at_tag, as, error);
}

static bool to_enum(json_t *json, const wasmtime_component_enum_type_t *as, const place *at, value *out,
                    orgbook_error *error) {
    if (!json_is_string(json)) return expected(error, at, "a string", json);
    size_t count = wasmtime_component_enum_type_names_count(as);
    const char *name;
    size_t length;
    for (size_t i = 0; i < count; i++) {
        wasmtime_component_enum_type_names_nth(as, i, &name, &length);
        if (json_string_length(json) != length || memcmp(json_string_value(json), name, length) != 0)
            continue;
        out->kind = WASMTIME_COMPONENT_ENUM;
        wasm_byte_vec_new(&out->of.enumeration, length, name);
        return true;
    }
    refuse(error, at, "this is none of");
    for (size_t i = 0; i < count; i++) {
        wasmtime_component_enum_type_names_nth(as, i, &name, &length);
        add_to_message(error, "%s %.*s", i == 0 ? "" : ",", (int)length, name);
    }
    return false;
}

static bool to_option(json_t *json, const wasmtime_component_option_type_t *as, const place *at,
                      value *out, orgbook_error *error) {
    out->kind = WASMTIME_COMPONENT_OPTION;
    out->of.option = NULL;
    /* Absent is what a field may be; elsewhere something is always there. */
    if (json == NULL || json_is_null(json)) return true;
    type some;
    wasmtime_component_option_type_ty(as, &some);
    value inner = {.kind = WASMTIME_COMPONENT_BOOL};
    bool good = to_value(json, &some, at, &inner, error);
    out->of.option = wasmtime_component_val_new(&inner);
    wasmtime_component_valtype_delete(&some);
    return good;
}

static bool to_result(json_t *json, const wasmtime_component_result_type_t *as, const place *at,
                      value *out, orgbook_error *error) {
    json_t *ok = json_object_get(json, "ok"), *err = json_object_get(json, "err");
    if (json_object_size(json) != 1 || (ok == NULL && err == NULL))
        return expected(error, at, "an object with either `ok` or `err`", json);
    json_t *inside = ok != NULL ? ok : err;
    place here = {.in = at, .key = ok != NULL ? "ok" : "err"};
    here.key_length = strlen(here.key);
    out->kind = WASMTIME_COMPONENT_RESULT;
    out->of.result.is_ok = ok != NULL;
    out->of.result.val = NULL;
    type payload;
    if (!(ok != NULL ? wasmtime_component_result_type_ok(as, &payload)
                     : wasmtime_component_result_type_err(as, &payload)))
        return json_is_null(inside) || expected(error, &here, "null", inside);
    value inner = {.kind = WASMTIME_COMPONENT_BOOL};
    bool good = to_value(inside, &payload, &here, &inner, error);
    out->of.result.val = wasmtime_component_val_new(&inner);
    wasmtime_component_valtype_delete(&payload);
    return good;
}

/*
 * Makes a value of a type. `json` is NULL where a field is absent. `out` is a value already, one that
 * owns nothing; also where this fails it is one afterwards, to be freed like any other.
 */
static bool to_value(json_t *json, const type *as, const place *at, value *out, orgbook_error *error) {
    if (json == NULL && as->kind != WASMTIME_COMPONENT_VALTYPE_OPTION)
        return refuse(error, at, "this is missing");
    switch (as->kind) {
    case WASMTIME_COMPONENT_VALTYPE_BOOL:
        if (!json_is_boolean(json)) return expected(error, at, "true or false", json);
        out->kind = WASMTIME_COMPONENT_BOOL;
        out->of.boolean = json_is_true(json);
        return true;
    case WASMTIME_COMPONENT_VALTYPE_U32: return to_u32(json, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_STRING: return to_string(json, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_LIST: return to_list(json, as->of.list, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_RECORD: return to_record(json, as->of.record, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_VARIANT: return to_variant(json, as->of.variant, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_ENUM: return to_enum(json, as->of.enum_, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_OPTION: return to_option(json, as->of.option, at, out, error);
    case WASMTIME_COMPONENT_VALTYPE_RESULT: return to_result(json, as->of.result, at, out, error);
    default:
        /* The package has no other types. Whoever needs one adds it here, in representable() and in
           add_value(). */
        return refuse(error, at, "orgbook.c does not know values of this type");
    }
}

/* ---- Values to JSON ------------------------------------------------------------------------ */

/* A text that grows. After `full` nothing more is added, and what is there is of no use. */
typedef struct {
    char *bytes;
    size_t length;
    size_t capacity;
    bool full;
} text;

static void add(text *to, const char *bytes, size_t length) {
    if (to->full) return;
    if (to->capacity - to->length <= length) {
        size_t capacity = 2 * to->capacity + length + 256;
        char *more = realloc(to->bytes, capacity);
        if (more == NULL) {
            to->full = true;
            return;
        }
        to->bytes = more;
        to->capacity = capacity;
    }
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    to->bytes[to->length] = '\0';
}

static void add_text(text *to, const char *piece) {
    add(to, piece, strlen(piece));
}

/* Adds a JSON string. Only what has to be escaped is; the rest stays as it is, in UTF-8. */
static void add_string(text *to, const wasm_name_t *string) {
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    add_text(to, "\"");
    size_t plain = 0;
    for (size_t i = 0; i < string->size; i++) {
        unsigned char byte = (unsigned char)string->data[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        add(to, string->data + plain, i - plain);
        plain = i + 1;
        char escape[8];
        if (byte >= 0x20) {
            snprintf(escape, sizeof escape, "\\%c", byte);
        } else if (byte < sizeof letters && letters[byte] != '\0') {
            snprintf(escape, sizeof escape, "\\%c", letters[byte]);
        } else {
            snprintf(escape, sizeof escape, "\\u%04x", byte);
        }
        add_text(to, escape);
    }
    add(to, string->data + plain, string->size - plain);
    add_text(to, "\"");
}

static void add_value(text *to, const value *from);

/* Adds what an option, a variant or a result carries. */
static void add_payload(text *to, const value *from) {
    if (from == NULL) {
        add_text(to, "null");
    } else {
        add_value(to, from);
    }
}

static void add_list(text *to, const wasmtime_component_vallist_t *list) {
    add_text(to, "[");
    for (size_t i = 0; i < list->size; i++) {
        if (i > 0) add_text(to, ",");
        add_value(to, &list->data[i]);
    }
    add_text(to, "]");
}

static void add_record(text *to, const wasmtime_component_valrecord_t *record) {
    const char *before = "";
    add_text(to, "{");
    for (size_t i = 0; i < record->size; i++) {
        const value *field = &record->data[i].val;
        if (field->kind == WASMTIME_COMPONENT_OPTION && field->of.option == NULL) continue;
        add_text(to, before);
        add_string(to, &record->data[i].name);
        add_text(to, ":");
        add_value(to, field);
        before = ",";
    }
    add_text(to, "}");
}

static void add_variant(text *to, const wasmtime_component_valvariant_t *variant) {
    add_text(to, "{\"tag\":");
    add_string(to, &variant->discriminant);
    if (variant->val != NULL) {
        add_text(to, ",\"val\":");
        add_value(to, variant->val);
    }
    add_text(to, "}");
}

/* Adds a value of a type that is representable(). */
static void add_value(text *to, const value *from) {
    char number[16];
    switch (from->kind) {
    case WASMTIME_COMPONENT_BOOL: add_text(to, from->of.boolean ? "true" : "false"); return;
    case WASMTIME_COMPONENT_U32:
        snprintf(number, sizeof number, "%u", (unsigned)from->of.u32);
        add_text(to, number);
        return;
    case WASMTIME_COMPONENT_STRING: add_string(to, &from->of.string); return;
    case WASMTIME_COMPONENT_ENUM: add_string(to, &from->of.enumeration); return;
    case WASMTIME_COMPONENT_LIST: add_list(to, &from->of.list); return;
    case WASMTIME_COMPONENT_RECORD: add_record(to, &from->of.record); return;
    case WASMTIME_COMPONENT_VARIANT: add_variant(to, &from->of.variant); return;
    case WASMTIME_COMPONENT_OPTION: add_payload(to, from->of.option); return;
    case WASMTIME_COMPONENT_RESULT:
        add_text(to, from->of.result.is_ok ? "{\"ok\":" : "{\"err\":");
        add_payload(to, from->of.result.val);
        add_text(to, "}");
        return;
    }
}

static bool representable(const type *of);

/* Whether add_value() can write every value of a type, which is freed. */
static bool representable_inside(type *of) {
    bool good = representable(of);
    wasmtime_component_valtype_delete(of);
    return good;
}

/* Whether add_value() can write every value of a type. It is asked before a call is made. */
static bool representable(const type *of) {
    type inner;
    bool good = true, has_payload;
    const char *name;
    size_t length;
    switch (of->kind) {
    case WASMTIME_COMPONENT_VALTYPE_BOOL:
    case WASMTIME_COMPONENT_VALTYPE_U32:
    case WASMTIME_COMPONENT_VALTYPE_STRING:
    case WASMTIME_COMPONENT_VALTYPE_ENUM: return true;
    case WASMTIME_COMPONENT_VALTYPE_LIST:
        wasmtime_component_list_type_element(of->of.list, &inner);
        return representable_inside(&inner);
    case WASMTIME_COMPONENT_VALTYPE_OPTION:
        wasmtime_component_option_type_ty(of->of.option, &inner);
        return representable_inside(&inner);
    case WASMTIME_COMPONENT_VALTYPE_RECORD:
        for (size_t i = 0;
             good && wasmtime_component_record_type_field_nth(of->of.record, i, &name, &length, &inner);
             i++)
            good = representable_inside(&inner);
        return good;
    case WASMTIME_COMPONENT_VALTYPE_VARIANT:
        for (size_t i = 0; good && wasmtime_component_variant_type_case_nth(
                                       of->of.variant, i, &name, &length, &has_payload, &inner);
             i++)
            good = !has_payload || representable_inside(&inner);
        return good;
    case WASMTIME_COMPONENT_VALTYPE_RESULT:
        if (wasmtime_component_result_type_ok(of->of.result, &inner))
            good = representable_inside(&inner);
        if (good && wasmtime_component_result_type_err(of->of.result, &inner))
            good = representable_inside(&inner);
        return good;
    default: return false;
    }
}

/* ---- A component --------------------------------------------------------------------------- */

/* Reads a file. NULL: see `error`. */
static char *read_file(const char *path, size_t *length, orgbook_error *error) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return fail(error, ORGBOOK_BAD_COMPONENT, "cannot open %s: %s", path, strerror(errno));
    text content = {0};
    char block[1 << 16];
    size_t count;
    while ((count = fread(block, 1, sizeof block, file)) > 0) add(&content, block, count);
    if (ferror(file)) {
        fail(error, ORGBOOK_BAD_COMPONENT, "cannot read %s: %s", path, strerror(errno));
    } else if (content.full) {
        out_of_memory(error);
    } else if (content.length == 0) {
        fail(error, ORGBOOK_BAD_COMPONENT, "%s is empty", path);
    }
    fclose(file);
    if (error->status != ORGBOOK_OK) {
        free(content.bytes);
        return NULL;
    }
    *length = content.length;
    return content.bytes;
}

static char *copy(const char *name, size_t length) {
    char *copied = malloc(length + 1);
    if (copied == NULL) return NULL;
    memcpy(copied, name, length);
    copied[length] = '\0';
    return copied;
}

/* Remembers an exported function. */
static bool add_function(orgbook *to, const char *interface, size_t interface_length, const char *name,
                         size_t length, const wasmtime_component_func_type_t *of) {
    function *more = realloc(to->functions, (to->function_count + 1) * sizeof *more);
    if (more == NULL) return false;
    to->functions = more;
    function *added = &more[to->function_count++];
    added->interface = copy(interface, interface_length);
    added->name = copy(name, length);
    wasmtime_component_export_index_t *in =
        wasmtime_component_get_export_index(to->component, NULL, interface, interface_length);
    added->index = wasmtime_component_get_export_index(to->component, in, name, length);
    wasmtime_component_export_index_delete(in);
    added->type = wasmtime_component_func_type_clone(of);
    return added->interface != NULL && added->name != NULL;
}

/* Remembers the functions of all interfaces that the component exports. */
static bool add_functions(orgbook *to, const wasmtime_component_type_t *of) {
    bool good = true;
    const char *interface, *name;
    size_t interface_length, length;
    wasmtime_component_item_t outer, inner;
    for (size_t i = 0; good && wasmtime_component_type_export_nth(of, to->engine, i, &interface,
                                                                  &interface_length, &outer);
         i++) {
        if (outer.kind == WASMTIME_COMPONENT_ITEM_COMPONENT_INSTANCE) {
            const wasmtime_component_instance_type_t *exports = outer.of.component_instance;
            for (size_t j = 0; good && wasmtime_component_instance_type_export_nth(
                                           exports, to->engine, j, &name, &length, &inner);
                 j++) {
                if (inner.kind == WASMTIME_COMPONENT_ITEM_COMPONENT_FUNC)
                    good = add_function(to, interface, interface_length, name, length,
                                        inner.of.component_func);
                wasmtime_component_item_delete(&inner);
            }
        }
        wasmtime_component_item_delete(&outer);
    }
    return good;
}

/* Compiles and links. What is there when it fails is freed by orgbook_close(). */
static bool compile(orgbook *out, const char *path, orgbook_error *error) {
    size_t length;
    char *binary = read_file(path, &length, error);
    if (binary == NULL) return false;
    wasmtime_error_t *cause =
        wasmtime_component_new(out->engine, (const uint8_t *)binary, length, &out->component);
    free(binary);
    if (cause == NULL) {
        out->linker = wasmtime_component_linker_new(out->engine);
        cause = wasmtime_component_linker_add_wasip2(out->linker);
    }
    if (cause == NULL) cause = wasmtime_component_linker_add_wasi_http(out->linker);
    if (cause != NULL) {
        fail(error, ORGBOOK_BAD_COMPONENT, "%s is no component that this host can run: ", path);
        add_cause(error, cause, false);
        return false;
    }
    wasmtime_component_type_t *whole = wasmtime_component_type(out->component);
    bool good = add_functions(out, whole);
    wasmtime_component_type_delete(whole);
    if (!good) out_of_memory(error);
    return good;
}

orgbook *orgbook_open(const char *path, orgbook_error *error) {
    orgbook_error unwanted;
    if (error == NULL) error = &unwanted;
    fail(error, ORGBOOK_OK, "%s", "");
    if (path == NULL) return fail(error, ORGBOOK_BAD_COMPONENT, "the path of the component is missing");
    orgbook *opened = calloc(1, sizeof *opened);
    if (opened == NULL) return out_of_memory(error);
    opened->engine = wasm_engine_new();
    if (!compile(opened, path, error)) {
        orgbook_close(opened);
        return NULL;
    }
    return opened;
}

void orgbook_close(orgbook *component) {
    if (component == NULL) return;
    for (size_t i = 0; i < component->function_count; i++) {
        function *each = &component->functions[i];
        free(each->interface);
        free(each->name);
        if (each->index != NULL) wasmtime_component_export_index_delete(each->index);
        wasmtime_component_func_type_delete(each->type);
    }
    free(component->functions);
    if (component->linker != NULL) wasmtime_component_linker_delete(component->linker);
    if (component->component != NULL) wasmtime_component_delete(component->component);
    wasm_engine_delete(component->engine);
    free(component);
}

/* ---- An instance --------------------------------------------------------------------------- */

static bool is_utf8(const char *bytes) {
    json_t *string = bytes == NULL ? NULL : json_string(bytes);
    bool good = string != NULL;
    json_decref(string);
    return good;
}

/* Gives an instance its environment, without an output, a file or a socket beside it. */
static bool set_environment(wasmtime_context_t *context, const orgbook_variable *environment,
                            size_t count, orgbook_error *error) {
    for (size_t i = 0; i < count; i++) {
        if (!is_utf8(environment[i].name) || environment[i].name[0] == '\0') {
            fail(error, ORGBOOK_BAD_ENVIRONMENT, "variable %zu has no name in UTF-8", i);
            return false;
        }
        if (!is_utf8(environment[i].value)) {
            fail(error, ORGBOOK_BAD_ENVIRONMENT, "the variable %s has no value in UTF-8",
                 environment[i].name);
            return false;
        }
    }
    /* One entry more than needed, because calloc(0) may return NULL. */
    const char **names = calloc(count + 1, sizeof *names), **values = calloc(count + 1, sizeof *values);
    bool good = names != NULL && values != NULL;
    if (good) {
        for (size_t i = 0; i < count; i++) {
            names[i] = environment[i].name;
            values[i] = environment[i].value;
        }
        wasi_config_t *config = wasi_config_new();
        wasi_config_set_env(config, count, names, values);
        wasmtime_error_t *cause = wasmtime_context_set_wasi(context, config);
        if (cause == NULL) {
            wasmtime_context_set_wasi_http(context);
        } else {
            good = false;
            fail(error, ORGBOOK_BAD_ENVIRONMENT, "the environment is refused: ");
            add_cause(error, cause, false);
        }
    } else {
        out_of_memory(error);
    }
    free(names);
    free(values);
    return good;
}

orgbook_instance *orgbook_instantiate(const orgbook *component, const orgbook_variable *environment,
                                      size_t count, orgbook_error *error) {
    orgbook_error unwanted;
    if (error == NULL) error = &unwanted;
    fail(error, ORGBOOK_OK, "%s", "");
    if (component == NULL) return fail(error, ORGBOOK_BAD_COMPONENT, "there is no component");
    orgbook_instance *made = calloc(1, sizeof *made);
    if (made == NULL) return out_of_memory(error);
    made->of = component;
    made->store = wasmtime_store_new(component->engine, NULL, NULL);
    wasmtime_context_t *context = wasmtime_store_context(made->store);
    if (set_environment(context, environment, count, error)) {
        wasmtime_error_t *cause = wasmtime_component_linker_instantiate(
            component->linker, context, component->component, &made->instance);
        if (cause == NULL) return made;
        fail(error, ORGBOOK_BAD_COMPONENT, "the component cannot be instantiated: ");
        add_cause(error, cause, false);
    }
    orgbook_instance_close(made);
    return NULL;
}

void orgbook_instance_close(orgbook_instance *instance) {
    if (instance == NULL) return;
    wasmtime_store_delete(instance->store);
    free(instance);
}

/* ---- A call -------------------------------------------------------------------------------- */

/* The only function of a name. NULL: see `error`. */
static const function *find(const orgbook *in, const char *name, orgbook_error *error) {
    const function *found = NULL;
    for (size_t i = 0; i < in->function_count; i++) {
        const function *each = &in->functions[i];
        if (strcmp(each->name, name) != 0) continue;
        if (found != NULL)
            return fail(error, ORGBOOK_UNKNOWN_FUNCTION, "both %s and %s export a function %s",
                        found->interface, each->interface, name);
        found = each;
    }
    if (found == NULL)
        return fail(error, ORGBOOK_UNKNOWN_FUNCTION, "the component exports no function %s", name);
    return found;
}

/* Whether this host can call the function at all. */
static bool callable(const function *of, orgbook_error *error) {
    type answer;
    bool good = !wasmtime_component_func_type_async(of->type);
    if (good && wasmtime_component_func_type_result(of->type, &answer)) {
        good = representable(&answer);
        wasmtime_component_valtype_delete(&answer);
    }
    if (!good)
        fail(error, ORGBOOK_UNKNOWN_FUNCTION,
             "orgbook.c cannot call %s: it is async, or its answer has a type that is not known here",
             of->name);
    return good;
}

/* Turns the arguments into a value for each parameter. `out` has as many, which own nothing. */
static bool to_arguments(json_t *json, const function *of, value *out, orgbook_error *error) {
    const place whole = {0};
    size_t count = wasmtime_component_func_type_param_count(of->type);
    if (!json_is_array(json)) return expected(error, &whole, "an array", json);
    for (size_t i = 0; i < count; i++) {
        const char *name;
        size_t length;
        type parameter;
        wasmtime_component_func_type_param_nth(of->type, i, &name, &length, &parameter);
        place here = {.in = &whole, .index = i};
        bool good = i < json_array_size(json)
                        ? to_value(json_array_get(json, i), &parameter, &here, &out[i], error)
                        : refuse(error, &here, "the argument `%.*s` of %s is missing",
                                 (int)length, name, of->name);
        wasmtime_component_valtype_delete(&parameter);
        if (!good) return false;
    }
    if (json_array_size(json) > count)
        return refuse(error, &whole, "%s takes %zu of them, not %zu", of->name, count,
                      json_array_size(json));
    return true;
}

/* Makes the call, and writes its answer. NULL: see `error`. */
static char *run(orgbook_instance *in, const function *of, const value *arguments, size_t count,
                 orgbook_error *error) {
    wasmtime_context_t *context = wasmtime_store_context(in->store);
    wasmtime_component_func_t func;
    if (of->index == NULL ||
        !wasmtime_component_instance_get_func(&in->instance, context, of->index, &func))
        return fail(error, ORGBOOK_UNKNOWN_FUNCTION, "the instance has no function %s", of->name);
    type answers;
    bool answers_something = wasmtime_component_func_type_result(of->type, &answers);
    if (answers_something) wasmtime_component_valtype_delete(&answers);

    value answer = {.kind = WASMTIME_COMPONENT_BOOL};
    wasmtime_error_t *cause = wasmtime_component_func_call(&func, context, arguments, count, &answer,
                                                           answers_something ? 1 : 0);
    if (cause != NULL) {
        in->lost = true;
        fail(error, ORGBOOK_TRAPPED,
             "the component failed in %s, which may have been carried out; "
             "this instance is lost, make another: ",
             of->name);
        add_cause(error, cause, true);
        return NULL;
    }
    text json = {0};
    if (answers_something) {
        add_value(&json, &answer);
    } else {
        add_text(&json, "null");
    }
    wasmtime_component_val_delete(&answer);
    if (json.full) {
        free(json.bytes);
        return out_of_memory(error);
    }
    return json.bytes;
}

char *orgbook_call(orgbook_instance *instance, const char *name, const char *arguments,
                   orgbook_error *error) {
    orgbook_error unwanted;
    if (error == NULL) error = &unwanted;
    fail(error, ORGBOOK_OK, "%s", "");
    if (instance == NULL) return fail(error, ORGBOOK_LOST, "there is no instance");
    if (instance->lost)
        return fail(error, ORGBOOK_LOST, "this instance was lost in an earlier call; make another");
    if (name == NULL) return fail(error, ORGBOOK_UNKNOWN_FUNCTION, "the function's name is missing");
    const function *called = find(instance->of, name, error);
    if (called == NULL || !callable(called, error)) return NULL;

    if (arguments == NULL) return fail(error, ORGBOOK_BAD_ARGUMENTS, "arguments: they are missing");
    json_error_t wrong; /* its text shows the arguments, so it is not told */
    json_t *json = json_loads(arguments, JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &wrong);
    if (json == NULL)
        return fail(error, ORGBOOK_BAD_ARGUMENTS, "arguments: no JSON at line %d, column %d", wrong.line,
                    wrong.column);

    char *answer = NULL;
    size_t count = wasmtime_component_func_type_param_count(called->type);
    value *values = calloc(count + 1, sizeof *values); /* all of them false, which owns nothing */
    if (values == NULL) {
        out_of_memory(error);
    } else {
        if (to_arguments(json, called, values, error))
            answer = run(instance, called, values, count, error);
        for (size_t i = 0; i < count; i++) wasmtime_component_val_delete(&values[i]);
        free(values);
    }
    json_decref(json);
    return answer;
}
