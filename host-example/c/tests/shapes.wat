;; A component that answers what it is given, with one field of every shape that JSON is turned into
;; and back, and with functions that a host cannot call or loses its instance over.
(component
  (core module $code
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))

    ;; Memory is only ever taken.
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $at i32)
      (local.set $at
        (i32.and
          (i32.add (global.get $free) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $free (i32.add (local.get $at) (local.get $size)))
      (if (i32.gt_u (global.get $free) (i32.mul (memory.size) (i32.const 65536)))
        (then
          (drop (memory.grow (i32.add (i32.div_u (local.get $size) (i32.const 65536)) (i32.const 1))))))
      (local.get $at))

    ;; A shape is too large for parameters: it comes as an address, and goes as the same one.
    (func (export "echo") (param $shape i32) (result i32) (local.get $shape))
    (func (export "fail") unreachable)
    (func (export "nothing"))
    (func (export "take") (param i64))
    (func (export "give") (result i64) (i64.const 1)))
  (core instance $core (instantiate $code))
  (alias core export $core "memory" (core memory $memory))
  (alias core export $core "realloc" (core func $realloc))

  (type $level-type (enum "low" "high"))
  (export $level "level" (type $level-type))
  (type $choice-type (variant (case "nothing") (case "text" string) (case "maybe" (option u32))))
  (export $choice "choice" (type $choice-type))
  (type $shape-type (record
    (field "flag" bool)
    (field "count" u32)
    (field "name" string)
    (field "note" (option string))
    (field "level" $level)
    (field "levels" (list $level))
    (field "choice" $choice)
    (field "outcome" (result u32 (error string)))
    (field "done" (result))
    (field "numbers" (option (list u32)))))
  (export $shape "shape" (type $shape-type))

  (func $echo (param "shape" $shape) (result $shape)
    (canon lift (core func $core "echo") (memory $memory) (realloc (func $realloc))))
  (func $fail (canon lift (core func $core "fail")))
  (func $nothing (canon lift (core func $core "nothing")))
  (func $take (param "number" u64) (canon lift (core func $core "take")))
  (func $give (result u64) (canon lift (core func $core "give")))

  (instance $one
    (export "echo" (func $echo))
    (export "fail" (func $fail))
    (export "nothing" (func $nothing))
    (export "take" (func $take))
    (export "give" (func $give))
    (export "twice" (func $nothing)))
  (instance $other (export "twice" (func $nothing)))
  (export "test:shapes/one" (instance $one))
  (export "test:shapes/other" (instance $other)))
