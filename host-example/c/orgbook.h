/*
 * Orgbook from C: an organisation's address book, run by libwasmtime.
 *
 * The whole host is orgbook.c, of which this header tells; copy both. main_job.c is an example.
 */
#ifndef ORGBOOK_H
#define ORGBOOK_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What came of a call of this header. Whatever it is, nothing is left over to be freed but what the
   function returned. */
typedef enum {
    ORGBOOK_OK = 0,
    /* In orgbook_call() that may be after the function was carried out. */
    ORGBOOK_OUT_OF_MEMORY,
    /* The file cannot be read, or is no component that this host can run. */
    ORGBOOK_BAD_COMPONENT,
    /* The name or the value of a variable is missing or not UTF-8. */
    ORGBOOK_BAD_ENVIRONMENT,
    /* The component exports no function of this name, or more than one. It was not called. */
    ORGBOOK_UNKNOWN_FUNCTION,
    /* The arguments are not what the function takes; the message names the place, as in
       `arguments[0].departments[1]`. The component was not called. */
    ORGBOOK_BAD_ARGUMENTS,
    /* The component failed in this call: a write may or may not have been carried out. The instance
       is lost; close it and make another. */
    ORGBOOK_TRAPPED,
    /* The instance was lost in an earlier call. The component was not called. */
    ORGBOOK_LOST
} orgbook_status;

/* Why a call failed. The message is a sentence for people that says what to do; it holds no value of
   an argument and no value of the environment. */
typedef struct {
    orgbook_status status;
    char message[1024];
} orgbook_error;

/* A compiled component. Threads may share it. */
typedef struct orgbook orgbook;

/* One tenant's directory. Any thread may use it, but no two at the same time. */
typedef struct orgbook_instance orgbook_instance;

/* One variable of an instance's environment. */
typedef struct {
    const char *name;
    const char *value;
} orgbook_variable;

/*
 * In all functions `error` may be NULL; otherwise it is set, to ORGBOOK_OK where the call succeeds.
 */

/* Reads and compiles a component, which takes a fraction of a second: do it once. NULL: see `error`. */
orgbook *orgbook_open(const char *path, orgbook_error *error);

/* Frees a component whose instances are all closed. It may be NULL. */
void orgbook_close(orgbook *component);

/*
 * Makes an instance, which is cheap. Its environment is these `count` variables and nothing else: of
 * the environment of the process it sees none. They are copied. NULL: see `error`.
 */
orgbook_instance *orgbook_instantiate(const orgbook *component, const orgbook_variable *environment,
                                      size_t count, orgbook_error *error);

/* Frees an instance. It may be NULL. */
void orgbook_instance_close(orgbook_instance *instance);

/*
 * Calls the exported function of this name, for example `get-user`, whichever interface it is in.
 *
 * `arguments` is a JSON array with one value for each parameter. Returned is the function's answer as
 * JSON, to be freed with free(); mostly {"ok": …} or {"err": …}, for that the directory refuses is an
 * answer as well. NULL: there is no answer, see `error`.
 *
 * The values are written with the names of the WIT: a record is an object, in which a field that is
 * `none` is absent (or null, in arguments); `none` anywhere else is null; a variant is {"tag": name} or
 * {"tag": name, "val": payload}; an enum is its name; a list is an array; a result is {"ok": value} or
 * {"err": value}, where null stands for no payload; bool, u32 and string are themselves.
 */
char *orgbook_call(orgbook_instance *instance, const char *function, const char *arguments,
                   orgbook_error *error);

#ifdef __cplusplus
}
#endif

#endif
