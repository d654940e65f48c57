"""The interface as a whole: its parts, how it refuses, and its description, made from what the operations say themselves."""

from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from gongkai.web.api import faults
from gongkai.web.api.reading import Reader
from gongkai.web.api.v1 import cases, letters, places, statistics, status, steps, versions

PREFIX = "/api/v1/"
DESCRIPTION = """供政府其他系统使用的接口。令牌由机关的系统管理员生成，属于一个机关，只打开写明的权限范围，放在请求头
`Authorization: Bearer …` 中；网页登录在这里无效。日期为 Asia/Shanghai。不予办理的，一律返回 `error`：代码、中英文说明、依据。

For other systems of a government. A token belongs to one organ and opens the scopes it names; it goes into the header
`Authorization: Bearer …`. Being signed in to the site opens nothing here. Days are those of Asia/Shanghai. Every refusal is
an `error` with a code, the reason in Chinese and English, and the articles it rests on."""


class Service(NinjaAPI):
    """Calls an operation in its description as its function is called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of an operation."""
        return operation.view_func.__name__


api = Service(
    title="政府信息公开接口 Gongkai API",
    version="1.0.0",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    parser=Reader(),
)
faults.answers(api)
for part in (places, status, cases, steps, letters, versions, statistics):
    api.add_router("", part.router)


def described() -> dict[str, Any]:
    """Return the description of the interface (OpenAPI 3.1); `x-scope` names the scope that an operation takes."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))
