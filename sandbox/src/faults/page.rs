//! Pages that stand between a client and DingTalk.

use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::envelope::Reply;
use crate::generator::Generator;

const HTML: &str = "text/html; charset=utf-8";

/// What a banned address is answered with. Its HTTP status is not known (specification 14); 200 is the one that is
/// easiest to take for an answer.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BanPage {
    #[default]
    Html,
    Json,
}

impl BanPage {
    pub fn reply(self, generator: &mut Generator) -> Reply {
        let uuid = generator.hexadecimal_id();
        match self {
            Self::Html => Reply {
                status: StatusCode::OK,
                code: String::new(),
                content_type: HTML,
                body: format!(
                    "<!doctype html><html><head><meta charset=\"utf-8\"><title>访问受限</title></head>\
                     <body class=\"x5sec punish\"><p>亲，访问被拒绝</p><p>punish: deny, uuid: {uuid}</p></body></html>"
                )
                .into_bytes(),
            },
            Self::Json => Reply {
                status: StatusCode::OK,
                code: String::new(),
                content_type: "application/json;charset=UTF-8",
                body: json!({"status": 1111, "wait": 5, "source": "x5", "punish": "deny", "uuid": uuid})
                    .to_string()
                    .into_bytes(),
            },
        }
    }
}

/// A page of a web server with this status.
pub(super) fn of_status(status: StatusCode) -> Reply {
    Reply {
        status,
        code: String::new(),
        content_type: HTML,
        body: format!(
            "<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n<center><h1>{status}</h1></center>\r\n\
             <hr><center>Tengine</center>\r\n</body>\r\n</html>\r\n"
        )
        .into_bytes(),
    }
}
