"""An organisation's address book, from Python: the Orgbook component in wasmtime.

    host = orgbook.Host("orgbook.wasm")
    with host.instantiate({"DINGTALK_CLIENT_ID": …, "DINGTALK_CLIENT_SECRET": …}) as directory:
        user = directory.get_user("manager4220")

`Host` compiles the component; an instance of it, a `Directory`, serves one tenant. Errors are
exceptions, one for each kind: `except orgbook.NotFound`.
"""

from ._convert import Json as Json
from ._directory import Directory as Directory
from ._error import ComponentError as ComponentError
from ._error import InstanceLost as InstanceLost
from ._error import OrgbookError as OrgbookError
from ._host import Host as Host
from ._json import call_json as call_json
from ._json import from_json as from_json
from ._json import to_json as to_json
from ._types import *
from .errors import *
