"""Calls dingtalk-sdk as it is told: one call a line in, what came of it a line out, both JSON."""

import json
import logging
import sys

from dingtalk import AppKeyClient
from dingtalk.core.exceptions import DingTalkClientException

url, corp_id, client_id, client_secret = sys.argv[1:]
# The client logs every refusal; here they are what is expected.
logging.disable(logging.CRITICAL)
AppKeyClient.API_BASE_URL = url + "/"
client = AppKeyClient(corp_id, client_id, client_secret)

for line in sys.stdin:
    call = json.loads(line)
    try:
        function = client
        for name in call["function"].split("."):
            function = getattr(function, name)
        outcome = {"value": function(*call["arguments"])}
    except DingTalkClientException as refusal:
        outcome = {"refused": refusal.errcode}
    except Exception as failure:
        outcome = {"failed": type(failure).__name__}
    print(json.dumps(outcome), flush=True)
