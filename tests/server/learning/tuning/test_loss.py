"""Loss and attention as torch has them, only quicker."""

import pytest

pytestmark = pytest.mark.train
torch = pytest.importorskip("torch", reason="needs the training environment")


@pytest.mark.parametrize("rows", [5, 256, 700])
def test_the_loss_and_its_gradients_are_those_of_cross_entropy(rows: int) -> None:
    from torch.nn import functional

    from undersong.learning.tuning.loss import surprise

    torch.manual_seed(1)
    targets = torch.randint(0, 50, (rows,))
    inputs = [torch.randn(rows, 16).requires_grad_(), torch.randn(50, 16).requires_grad_()]
    ours = surprise(*inputs, targets)
    found = torch.autograd.grad(ours * 3, inputs)

    theirs = functional.cross_entropy(functional.linear(*inputs), targets)

    assert ours.item() == pytest.approx(theirs.item(), rel=1e-5)
    for mine, wanted in zip(found, torch.autograd.grad(theirs * 3, inputs), strict=True):
        torch.testing.assert_close(mine, wanted, rtol=1e-4, atol=1e-6)


def test_a_head_that_is_not_trained_gets_no_gradient() -> None:
    from undersong.learning.tuning.loss import surprise

    hidden, head = torch.randn(4, 8).requires_grad_(), torch.randn(10, 8)

    surprise(hidden, head, torch.tensor([1, 2, 3, 4])).backward()

    assert hidden.grad is not None
    assert head.grad is None


@pytest.mark.parametrize("length", [1, 63, 256, 403])
def test_attention_in_parts_is_attention(length: int) -> None:
    from undersong.learning.language.network import mix
    from undersong.learning.tuning.attention import mix_by_parts

    torch.manual_seed(1)
    query, key, value = (torch.randn(2, heads, length, 16).requires_grad_() for heads in (6, 2, 2))

    ours, theirs = mix_by_parts(query, key, value), mix(query, key, value)

    torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)
    gradients = [torch.autograd.grad(one.square().sum(), [query, key, value]) for one in (ours, theirs)]
    for mine, wanted in zip(*gradients, strict=True):
        torch.testing.assert_close(mine, wanted, rtol=1e-3, atol=1e-4)
