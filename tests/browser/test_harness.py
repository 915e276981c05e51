"""The tools of the browser tests can fail: axe finds a fault, the watch complains, a session signs in."""

from tests.harness.browser import Watch, axe, overflow

FAULTY = "<html lang='ja'><title>x</title><main><h1>x</h1><img src='data:,'><div style='width:5000px'>x</div></main>"
PRIVATE = "/accounts/email/"


def test_axe_names_the_faulty_element(page):
    page.set_content(FAULTY)
    assert [line.partition(":")[0] for line in axe(page)] == ["image-alt"]


def test_overflow_counts_the_pixels_beyond_the_window(page):
    page.set_content(FAULTY)
    assert overflow(page) > 3000


def test_watch_complains_of_script_errors_and_other_hosts(chromium):
    tab = chromium.new_page()
    watch = Watch(tab, "http://localhost")
    tab.route("**/*", lambda route: route.fulfill(body="", content_type="image/png"))
    tab.set_content("<script>nothing.there</script><img src='http://cdn.example/x.png'>")
    tab.close()
    assert sorted(watch.complaints) == [
        "outside: http://cdn.example/x.png",
        "script: nothing is not defined",
    ]


def test_a_session_signs_in_without_typing(page, phone, demo, sign_in):
    sign_in(page, demo.user("staff"))
    pages = [page, phone]
    for each in pages:
        each.goto(PRIVATE)
    assert [each.url.partition("/accounts/")[2].partition("?")[0] for each in pages] == ["email/", "login/"]
