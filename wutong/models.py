"""All tables of the one app, gathered from the rooms that own them."""

from wutong.base.models import *  # noqa: F403
from wutong.calls.models import *  # noqa: F403
from wutong.directory.models import *  # noqa: F403
from wutong.forms.models import *  # noqa: F403
from wutong.plans.models import *  # noqa: F403
