"""Caffe's messages. Generated from caffe.proto by generate.py: change those, not this file."""

import base64

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

_SCHEMA = base64.b85decode(
    """\
3JYUlW@cqBaB^>SZxRV(VP<A!GIVluA|VP1LTqnhQ)ppuWfBw$17vA!7y%#yC<8(Q5CKvHWNB?8nF0z4LTqnhP;zf{ZxSjB1#@U&aAg<=AOR=~G88UjV
P<A!GIVluE<$W?VpC{gaAi^jb7*03WfB$&1Y}`!VHgD<11JJQ0uTXG1Y}`!VG<S!1Y~JuW*7z_11JJQ0uTXG1Y~JuW)dR`3uJF~Vr*q!WMOn+7ziK(C;
>tO5CKvOWN&q1Y-L1YbYT)B3JYX!bz*E~Uu0=!W*7+|11JGP0uTXG3S@6}Vr*qZX=Y{;6AA-vb!`{{AOR=^Isq_J18#L~5*-
Q%V`yP+Ze?t97y=*xC<QtJFj5F(Xkl({Wo&a2843nyWoc(<bQl950VoAJ0WeYqXk}?<Xmk=63I%s*WOQg41Rwz@1v&vRQU!NuWOQgEJqiy(Y;R&va&L5
RR%K&!Z*meU3I$?pZ(?&80U!e?3o;ZgV_{}yWioVfbS^?{Z(>k#Z**@`1!8P(Vsj$90SW~~VRUtE5*i8!V`yP+Ze?t97y%#wC<RgoV`yP+Ze?t95*7*u
Xk}?<Xml6?AOR=^QU+*cX=iA35)=vrcWGpFXcz+^0VoAh1$Sv=bZ8P13It?fbYU0-AOR>0QUqjSbYT({3I%LoVr6U?1t0+^1yTiUVPa)$5*-
Q(W^8X^bYEm)bYU0<AOk1@QVC{kZ((#qVRT^<9|{L$Zewp`Wn>r!AOR={It6B7Y;$E&2W4(!Z)9a;BE|v=4@PNhY-
Ms#VRB(@Wprh75*!Kyba`-P7y%#wC<!_UV{dMAbYX6EQUr8)aAgt~3I%pyY;|QA0w4h>0y+UOQU!KlY;|Q46AA-uX>J$;AOR=>Isq_J18r$;5)%poZDD
vA1Rwz@0y+UPQUh&acoG!~1Z`zuZWsk10Vo1G0WeYoZDnC@5)%pob97`F1|R__0y+UPQUh~zWD*(*26J#>a&u)E2Ot3`1v&yPF;WI|aA9(DWfD{h4R&F
2X<=?-WnXS@a%~t0AOR>2GAAx$VP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7E>>Z3X<=?-
WlnE$Z8`=<K~7&uPErhZVRC6<ZewLmZ*pxSGztt>VRC6<ZewLmZ*pxC3JL~BK~7&uP7nYR3knBDK~7&!Ra6iG5(^3kK~_alK}SUp0wVDO3JgwVbWmY(V
Qpn}WpWY{3IuLpZDkk%AOR=|QUq>cZDkS^3I%CyaCLMT10Vw^2~q`VZg6#U5;Y17X>M?JbYF95VQ^&_2p|I}3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q3T
bX|b#zl`VQ^&<8wv?&Zg6#UUu0=*7z7{#C<RgoX>M?JbVO-w5-
bW1W^Zz1WnW@pV{3O|a%30<AOR={It6B7Y;$E&4Q6k0V`V~NV{3O|a%2)I3I%g?VRU5}1|R__3o;WfV_{}yWioVfbS_S1bW?O;bY)Tnb97;JWfCL`3S?
zsb!T5`Zf0*72Ot3`2s#C3VQh0{QVC>bVs&RpZf0*1FA4>0VR>b87-S#=C<`(fE@NS4W@R#Ta&#_CVR>b8P+@XmZDn+2a#96sVR>b85;F=0Y+-
q2a&s60AOk21G8-
;qVP<A!GIVluE><y2VR>b8P+@XmZDn+2a#99tVR>b8b0Xjl3J+6nY<6XGP+@XmZDn+2auN^<18!w>7#JV{C<#&nZe?^5GztlBWprO~VRB(@7#Sb|C<`(
dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<2ySI`P+@XmZ4w&_33PH{X>MO`Wpo$;AOR=|QV4W%VQFqoWpol53J7#%b97&BWpo$<AOk1~QU`Qpb97E+bP_)b
4|H;2X>MO`WprO~VRB(@7!@D^C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<4Rms0X>LwsbWmY(VQmsU3J!E-
b97&BWprO~VRB(@7#1J{C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<40L64bWUY-
P+@XmZ4xvJ3v_Z}X>MP0bYXO57#bh}C<`(ZE@NS4W@R#Ta&#_EWpq<?VRU6u3UqQ|X>L<=VRU5@G71WGWpi|2b97;JWf&VE11JkJ6E0(6W@cqFbaHeqP
GxjcbYXO5QVDcrb97U5VRU5@8wv?@Wpi|2X>?_B7y}>!C<RgobY*jNNpxj$5+(`_bY*jNUukZ1WpZ|5Y#0O}0VoAJ0WeYwbY*jNNp5sya&}>C5-
|!9bY*jNUt@1=aCLNLUu<u4a~KmK0VoJM1!iGvb7fKwbY*jNLvL+xb#!G+Z*y}JH3}1SWpi|2X>MtBX<=+>dSP^FZ*CYMAOR={Is|lbb!Ac#bY*jNNp5
L$X<=+>dSP^FZ*CG73I}3gb7fy_au@|50Vo1e24Z1zWlVAs7zzhuX>)LFVR;w^AOR=^QU_#db8u{7c@iWF3}JR<a$#p>Uu<u4a~L5Y0VoAJ0WnewVRmJ
5VP|DbZ*y}J843t(VR&C@bY*fF2Ot3`1yToXVR%V&WpWZ83JGa+WpZD0X?kTCBp?AO1v&vSQV3~uWpYz#dSwzD3JGj-UvO`1X=8a92p|C{2~r4ba!_w<
X=8a36bc1rVQp<;7zrQ&C<0OiXJKt^VG<My1#oY7WpWq_AOR=>QU!2tcV%)C8VU$)Z*666baibQ3m^d~0#XQVZ*666baibKAqot4Woc(<bYEm;V_|t13
?Kn00#XZiWoc(<bVOxiVR;fW3KMc=XLW30a%p;DbZKvHUvznJWf&bG0VoMN0!%Ve5^`l{b!=gBX?kIFX>V>+d2nSC8VU$=bY*aJX?kTC4Ilw11yTrebY
*aJX?kT69100@bY*aMVQh6}7$P78C<Rgpb97~Jc42IFWfCb04r6R-a9?L~VPt7#Zgg`PBOn1N0y+XMF;Wd<Y-w;ua$#g?Wo~qH5*-
Q%b8ca9b7*gL7!Du-C<QtJFj5F}Zeeh9Xm4~9CkhX9Zeeh9Xm501aB^j4X?Pe9AOR=|QVw%&VQ_P3Z*)*{WoBu35-
JJ}b8ca9b7*gLUu0=!W*8740VoJM1!iGvb7fKtb8ca9b7*gLL}_Mb5?=}rb8ca9b7*gLUuJJ|ZDDj6B_IJP4l*e&V_{}yWioVfbS_hGY<6XGP+@XmZDn
+2axPPDVQ_P3Z*)d)a&2LBItxNcPC-
&xP*P7+Pf`wZZeeh9Xm4~zZ*py6bP`Jn3v+L5c4cy3ZEs{{7!e==C=N0uE@NS4W@R#Ta&#_JZ)|pDa!_G%VQpn}WpXZ4Z)|pDa!qe!WjX^#P*qY2b8l>
RWpYh#WMvW_3JGLoc4=c}Uuk3*5+DI61v&vRQV3*ac4=c}Nn{cu3JY>!Ze(w5Uvp(;WEd160Vo4H0xdC83UXm?WN&R#Wo2X%7YYP)d2nSIC?EkS2|5E)
M?_Ktba`-P5*rEyWMyo0VHh7E0Vo1G1u<nUFgQ{LWMyo0VG<(>32kp}Wo~qJZ88`qAOR=>It4H;IXO8}32kp}Wo~qJZ88!e3JG#;b6;d-
V_|t1CLjSQ0y+dRE;%_;2y$(6L}g=Pc@iWF3S?zsb!T5`Zf0*77a##B2s#C3VQh0{QVC>bVs&RpZf0*1HVPDTZeeh9Xm501VP<q?a$j_EVQFp{93TNG2
s#9Ga&=`=5_4{0aC2yHbU|ixWpY$<VQFp>O9~5fZ)|pDa$j_LaAg=CAOR>2G9@l!VP<A!GIVluE>mx8c4cx<VRB(@Wprh7E>mx8c4cx@d2nSq15-
ytQVMf#Y<6XGRC#b^5-<u8Y+-
q2a$k38b7fz0Wn^_@Wf&<S0VoJM1axwBWl|4pVR>b8S7~!)Qe|XyV`UN;3I}&(X=iA3a~LWh11Jen2X|#@XJ~YDA}b0GQ*L2!b7*gLMsIR$VRRA*3Is?
*Ml}!s5)TRsLP<_RQdv+^PgGA30U{m>3R7=vc4cx+Z)9Z>2MPm2P*o5B5(f$cM^IG|0U}ij3R7=vc4cx@d2nSC2MPmIM???+5)29mPDN8xMN&^z5CIYk
3I{<%K}S+SL=XZJ3knBPO;b=(Pf!p85)29mK}11BMNCvd5Cjqk3Ist!K}`?^BA5XR3sY}wc4cx?bYXO55)ujoX>?_B7y%#wC<RgkX>?_B5+4c+Y-
M3`Ze?U&Ze?^B0w4h>2~rAdWnpq|Wn@lebP_HK2WV+?bZ>Hb7y}>!C<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQU_>hb98TVc@iWF3}bb2a%FCGUvqS2a2N
z20VoAJ0WeYvV|8+JWo~p+bY*ZNX9@^TWpq<?VRU5@ED8m1Xkl|@7y%#wC=N0ZE@NS4W@R#Ta&#_GXkl|@Is{ZjQ&ds~aA;w3WfB((1#D$@Wo#G%AOR=
^Isq_J1#D$@Wo!}@3I%g?VP|C+10Vw^2~q`fbYW*@BBKEc3{GWqQ*>c;Wm0u)WfCR|1#oC#b7dF-AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfB_-
32kX^Uu<P|Wo#G%AOR=^QV4BnZcJr%Wo!}~3JGmtcwcN~c4cfB10Vq?1yTrYVR%esc4cf56bc1%bYW*@7z7{#C<#&pb97;6WfB_-
32tw6UvqR}XJr@#AOk1~QV4EubW?O;XJsPG0SXCFVRB(@Q*dQt5)ujoZeeX@7y%#wC<#&oZeeX@5<m(Hb7*05WnXP?WMvovAOR>2G9fNwVP<A!GIVluE
>K}|VQo`zWn(TxX>CJjWn*hiZ)9as33F&+a%D|#WMvW>3I}X*Uu|`4bQl950Vo1G0WnerY;sL?Y;+PJ3JPRpV_|t;ZFOvP7z7{zC;~bGF;WR+Wn*D^O?
7N^A}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BBv_~4oqQrWpYqqa$#*{bY*f95()%vVQpm?0U!Y=2~q@ZVQpm+5()%#d2nSI0w4h>2~q@fd2nSC7
77MpZ*+8TZ5RU}11Jen24Zh?bZ>1E5DEiyZ*Uj{AOk1~QUi2va1tg81#oC#b7dF`AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfC6>3v6$5b6<C5X=
iA37zH2$C<0OnY;SXOS7m8uXmk=P3I%Xsa$#*41|S0{3o;ZgV_{}yWioVfbS_X~a$#*#aAjjs1#n?<VQmsB3I$?pZ(?&82Ot9|3o;ZgV_{}yWioVfbS^
?{Z(>k#Z**@`1!8P(VsjED3J!2`Z*XB}VRU6*WN&wF7z-
c+C<sywaB^>OVP|1<WkhdxZW1vH2Wf6&Y;|O17ziK(C<`(dE@NS4W@R#Ta&#_EWpq<?VRU6ub!=r)2Wf6&Y;|O15-
|z~Wq4z3b!2522_OR~3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghWq4z3b!24{O9~Hka$#<BW^ZzBUvOb^VQm;>AOR=~G9oTxVP<A!GIVluE>v=1ZgXaDa&2LBX>V>&VRB(@Wprh7QVw)-
VQzC~Z*px=VRB(@5;qD8Y;SXOUvOb^VQm;?AOR=~G8isnVP<A!GIVluE=+H8b5LP&VQpn}WpYvpY;SXOP+@XmZ4yHY4q;<sb#h^2d0%j0a$#*4W*`A53
o;xoV_{}yWioVfbS^<-
V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm;^AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ
4yWd5Mp6;V`yJ)Z*py4aA9&`Z5WFIAOR=~G94~sVP<A!GIVluE<#~+V`xrqa&1sya$#*{bY*f<4q{<+V`xrqa&1sya$#)}I0_14X<>6;aA9&`Z5WLKAO
R=~G8isnVP<A!GIVluE<$Nxb5LP&VQpn}WpYvpVrgM>P+@XmZ4x*N3S(?(a9?m?a$#*4lmQ?CC<`(eE@NS4W@R#Ta&#_3Y-
w;%VRB(@Wprh7QVC;hX>d?sa$#)}JqiqCZ*F5@bYE~`a$#*4XdnS73o;rmV_{}yWioVfbS^`0Zew9|P+@XmZDn+2a#9OpZ*F5@bWmY(VQmsw3KnB;Zgg
^Cb98BTWnXM>b8}yCVRB(@7-
=8@C<`(pE@NS4W@R#Ta&#_3Z*FvQVRLk8c4bU&b8}E(a$#*{bY*f<6k~60baG*HbZK^FOmA~@P+@XmZ4yih5o2#|c5iHTbZKvHUvOb^VQm;{AOR=~G9N
BuVP<A!GIVluE<<l_c5iHTbZKvHP+@XmZDn+2a#9duZ*F#PY;|;LZ*EXwa$#)}I0_15a&K^7aA9&`Z5WUNAOR=~G8isnVP<A!GIVluE<<u}a8O}#VQpn
}WpYvpV{&hBP+@XmZ4x&M3S?n)VP9}za$#*4YajtA3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*4Y#;$B
3o;unV_{}yWioVfbS^}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7;PW{C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP
+@XmZDn+2a#9Xtb!}~VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm<0AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}H3|u3Y;|97VRB(@7>ofR0VoSH7cOIAW@cqFbaHeqMNCytVRB(@Wprh7QV3;ibx>h
)VQmsS3JYazVr67saA9&`Z5W9GAOR=~G8ryoVP<A!GIVluE=6r(Wn@rca$#*{bY*f<3T16#Wn@rca$#)}Gztl2cyM2EVRB(@7;hi}C<`(dE@NS4W@R#T
a&#_5cyLf*a$#*{bY*f<2xWM1P+@XmZ4yBW4Q6a%baZ8IUvOb^VQm<P0U!Y=3o;unV_{}yWioVfbS_40VRUq5Zct%zVQpn}WpYvsW^7?}bY*T(VRB(@5
=06QXk=zJUu0o)VP9}za$#*4a3BFF3o;xoV_{}yWioVfbS_9lMm0oXbYW0oa$#*{bY*f<4QOO$HAG=_VNhXmVQmsh3K3{zW;I`Lb#!obbYE~`a$#*4aU
cOG3o;%qV_{}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQmse3J_>%Zf9j*Y;SXOUvOb^VQm<4AOR=~G94~sVP<A!GIVluE=X
x^XJt%pb8}E(a$#*{bY*f<4rpm^XJt%pb8}E(a$#)}M+y*WZDD6+Uu0o)VP9}za$#*4b07gI3o;!pV_{}yWioVfbS_D4VP|DTVRT_oVRB(@Wprh7QVwZ
tVP|DTVRT_oVRB(@5>N^gX>Mk3XJKh>Uu<u4b6;>_a$#*4bRYpJ3o;-
sV_{}yWioVfbS_D5W^ZR<X>Lq!b8}E(a$#*{bY*f<5ovB_Z)ag?ZcJ};b5LP&VQmsn3KMB=Ze?;`aB^>Cbz^j2aA9&`Z5VYR0VoSHATDEJW@cqFbaHeq
Np5asa!_(_WOZY7P+@XmZDn+2a#9g#Zf<3AP;zf%bz^i;VRB(@5<3bDX>M?JbYE~`a$#*4j{zV7C<`(fE@NS4W@R#Ta&#_9Zg6#UP+@XmZDn+2a#9LuZ
g6#UP+@XmZ4xyK32bj?UvOb^VQm<O0U!Y=3o;ijV_{}yWioVfbS_M9XHa2sVQpn}WpYvoY;R{!VRB(@5;O`4Y;ta2aA9&`Z5VbS0VoSH7cOIAW@cqFba
HeqOj1rzVRB(@Wprh7QV48vZct%zVQmsh3K4B(ZEtdUUu0o)VP9}za$#*4cOU^M3o;%qV_{}yWioVfbS_P0ZEtdUL}7GcP+@XmZDn+2a#9a%Wo>VAc|>
7!VNhXmVQmsL3JGm?ZeMU=a$#*4cpw2N3o;ijV_{}yWioVfbS_O+PEcWTVQpn}WpYvoZFX)@VRB(@5=ROTaA9&`ZDn+2a$j&^a$#*4kpUn9C<`(jE@NS
4W@R#Ta&#_GVRB(@Wprh7P+@XmZDn+2a#9X(VRB(@Wprh7P+@XmZ4y8V4RCL7Y-w(1UvOb^VQm<BAOR=~G8-;qVP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm<CAOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}I|>VMa%F
6FUvOb^VQm<L0U!Y=3o;olV_{}yWioVfbS_X*WlU92VRB(@Wprh7QVMW#Wo&g&VRB(@5<UtHaCvlSZ*E_3VRB(@7=i&H0VoSH8ZKjDW@cqFbaHeqP<eD
{Z*EXwa$#*{bY*f<3vhXKXm4&%VRB(@5=ROTa%E$6a&l#EbYE~`a$#*4k^vwAC<`(jE@NS4W@R#Ta&#_IWn*=6a%FCGP+@XmZDn+2a#9X*Wn*=6a%FCG
P+@XmZ4yTc4{~K>bz^jCZ*E_3VRB(@7>EHN0VoSH9WG;GW@cqFbaHeqQe|XyV{~b6Zct%zVQpn}WpYvua%E(7V{~b6Zct%zVQmsO3JP*%Y;|97VRB(@7
<(WAC<`(eE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7QVDWpY;{m!a$#)}K?)6WWpij@aAjX`VRB(@7=-
~K0VoSH8!lsEW@cqFbaHeqQe|^!VQ^(oVRB(@Wprh7QVeosb7*03Wl&*qVQmsS3JY^%VQghzaA9&`Z5WOLAOR=~G8ryoVP<A!GIVluE>mM+Y-
Lbka$#*{bY*f<3Ugy&Y-
Lbka$#)}Kne|WX=iP3X=Gn;VRB(@7<?cBC<`(hE@NS4W@R#Ta&#_JX=iP3X=G4ga$#*{bY*f<40CB`ZEtC0P+@XmZ4y8V4Rdd1bZudHUvOb^VQm<FAOR
=~G8-
;qVP<A!GIVluE>mx2bZudHP+@XmZDn+2a#9R)Z)S9DVR%qsa$#)}H3|uHaByF6VRB(@7=!^J0VoSH7cOIAW@cqFbaHeqQ&3P)VRB(@Wprh7QV4T!a8O}
#VQmsR3JY^=X=7zyaA9&`Z5Vza0VoSH87^aCW@cqFbaHeqQ*3EtWl&*qVQpn}WpYvqb8Km2Wl&*qVQmsS3JY_0X>({_aA9&`Z5WdQAOR=~G8ryoVP<A!
GIVluE>m}Db7)Xua$#*{bY*f<3Uha9b7)Xua$#)}Hwp@LVQy$&aA9&`Z5V$b0VoSH7%pRBW@cqFbaHeqRAFvNP+@XmZDn+2a#9I&VQy$pVRB(@5=ROTb
ZByAb7*gDWM6P$a$#*4fB_%@C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4x*N3Up~~WnXY%a$#*4iUA-
2C<`(eE@NS4W@R#Ta&#_KX>4UsVRB(@Wprh7QVDcvY-Lbka$#)}O9~NpX>Me1cVA>-
bYWj`VRB(@7=ZyG0VoSH9xh{HW@cqFbaHeqS7~l!Z+AptbYW0oa$#*{bY*f<4|i#9WN&vwVRT_oVRB(@5;+PAY;$yNUvOb^VQm<ooB<#KC<`(eE@NS4W
@R#Ta&#_CQ&de*VRB(@Wprh7QVDExbZt;!a$#)}O9~KVWo~n2Vr*|?YhQ3-
a$#*4p_~CA0VoSH9xh{HW@cqFbaHeqL}hMsWkPIkV{1@ha$#*{bY*f<4`gL-b7f*|Z)0mvVRB(@5=;saV{~I*WMyM-WMy(+aA9&`Z5X1Q0U!Y=3o;%qV
_{}yWioVfbS^_wLqug`Z)9b1P+@XmZDn+2a#9atbYnziV{c?-a!_G%VQmsa3Jzm*V_$4<b8}yCVRB(@7^9p4AOR=~G8-
;qVP<A!GIVluE<;p9OmA~@P+@XmZDn+2a#9RqbYo0!b8}E(a$#)}LJAFXWp-t9b7fy}VRB(@7^Iv5AOR=~G8-
;qVP<A!GIVluE>dN7WpZ<6P+@XmZDn+2a#9R(Wp-t9b7fFra$#)}PYM!pWp-
t9b7fz2X>Da+aA9&`Z5XAT0U!Y=3o;)rV_{}yWioVfbS_e5c4cyNWmIWxWl&*qVQpn}WpYvwa%Fa9a&u)=X>DatVRB(@5<dzIX>N37a&TX8VRB(@7^a*
7AOR=~G8!&pVP<A!GIVluE=g{5WpZ#(VRB(@Wprh7QVVHrbY*gIP+@XmZ4yWd4|H;2ZgX&Nb7fy}VRB(@7^j>8AOR=~G94~sVP<A!GIVluE>v=1ZgX&N
b7fFra$#*{bY*f<4s>#1ZgX&Nb7fFra$#)}Z3-
M?Z*FvHZgpXFX>V>{X>Md`V_|e}a$j&^a$#*4sGI>H0VoSHDK2ASW@cqFbaHeqLvL<$X>N64bZKvHNp56mV_|e}a!_G%VQpn}WpYv)V{dMBX>N64bZKv
HNp56mV_|e}a!_G%VQmsZ3Jq{&a&2{VWnXY%a$#*4shj~I0VoSH8!lsEW@cqFbaHeqP-Sv$b#!G=VRB(@Wprh7QVeiqa&2{VWl&*qVQms^3LI=<Vr6V|
WpQ<7ZewL%VPj);a$#e6UvOb^VQm<yoB<#KC<`(vE@NS4W@R#Ta&#_CVPa)$b7gULWo~0-L1SZea$#e6P+@XmZDn+2a#9*>VPa)$b7gULWo~0-
L1SZea$#e6P+@XmZ4yih5pr*7UvO`4Y-
w(1UvOb^VQm<zoB<#KC<`(kE@NS4W@R#Ta&#_IPf1X3Z)|C9XHa2sVQpn}WpYvva&Ku+Z*OdAZf8(oa$#)}QwkJwZEtUMXkTnGUu<u4b6;>_a$#*4teg
QL0VoSHATDEJW@cqFbaHeqQ*Cc=bZAU5OmA~@P+@XmZDn+2a#9g<ZEtUMXiPCoZ*y}{VRB(@5;h76V{~I*aA9&`Z5XYb0U!Y=3o;ijV_{}yWioVfbS^_
wLr`IIVQpn}WpYvoV{~IsVRB(@5<UtFZf|mJUvOb^VQm<ModF;LC<`(jE@NS4W@R#Ta&#_EZ*py6Y-
xIBP+@XmZDn+2a#9IyZ*px=VRB(@5=9CQb#QZGZE$R5UvOb^VQm<NodF;LC<`(iE@NS4W@R#Ta&#_LaC2d8aBO8zVRB(@Wprh7QVn%*b75_8Y-
Lbka$#)}GYSY|ZeMU=a$#*4uABiN0VoSH7A|99W@cqFbaHeqLQYU&a$#*{bY*f<2V!neVRB(@5<&_OY;$yNUv+M2bYE~`a$#*4zMKId0VoSH7%pRBW@c
qFbaHeqOjA@%P+@XmZDn+2a#9U!b98N0ZfSH-VRB(@5<&_McW-iJc4cE<aA9&`Z5Y3t0U!Y=3o;unV_{}yWioVfbS_tKa%6U8V^CpoVQpn}WpYvscW-i
Jc4cEwVRB(@5-
kb>a&Q>HoB<#KC<`(hE@NS4W@R#Ta&#_Ib#8QNZDmkla$#*{bY*f<0&;K?HVO%Ib!}g8VRB(@7{QzYAOR=~G8ZmmVP<A!GIVluE>m@FP+@XmZDn+2a#9
F$b!|{#a$#)}PYM!bZ**U6b!>ELaBO*BaA9&`Z5YCw0U!Y=3o;)rV_{}yWioVfbS^}1bWL?^bZKyGc~D_;VQpn}WpYvwWN&m$b!>ELaBO){VRB(@5=ja
VY;$yNUt@1>c3*H|a$#*4!<+#i11JkJA1-
5IW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7QVnc#bZtX#Zgx;%a$#)}NeU2bb98NAWMyJ?XJ2q(a$#*4#GC;j0VoSH9WG;GW@cqFbaHeqOjA@%L}g-
iXHa2sVQpn}WpYvuY;$yNL}g-
iXHa2sVQmsr3KM5xbY*g7V|8+JWo~p|aA9&`Z5YLz0U!Y=3o;=tV_{}yWioVfbS_6>bY)UyV|8+JWo~p(VRB(@Wprh7QW9rjbY*g7V|8+JWo~p(VRB(@
5?Bfqb7*yDW^83&V`yP+Ze?s=aA9&`Z5YO!0U!Y=3o;@uV_{}yWioVfbS_h9b!KL4WkYCTZf<34P+@XmZDn+2a#9m>Xmw_0Y-
K}eVQy|^Y*1lxVQnJP0}2;Za$#<BW^ZzBVRUJ4Zct%zVQpn}WpWZ13I%gxVQgg>0U!Y=0y+UPQU!BkVQgg*9SR0*X>xLJau@<20VoJM1!iGvb7fKnZE1
3HZ*meI3JGI!Z*X68X?kTC10Vq?4LSiZQV3&mZ*Ws-dSwzD3JGmxVQyb$X>4T}1Rwz@2~r4cWnpecX>4T@9SRC<Wnpe#c42IFWf%n@11JJg32kLzZdPG
zb!8GJ3JYd$a${v*V{dG4au^060VoJM1!iGvb7fKrW^Zz1WkYXlZ*meO3JPX#a${v*XL4bA7zZE$C<r<QW?^h|Wl{-
dZ*pU0M{;3#5+n)<VPs@qZf|LGWf-8G0U!Y=2s#C3VQh0{QV3yWWKM5sb7c}C3JY#;X>(;?a$$67Zy2GR0U!Y=0#XWYZ)tO7QekvyZxSU64Rd2*Y-
L|&VPkY}a&s7>oB<#MC<0Opb7Ns_Wkz9RbZ>HV5+Vu;V{&hBUw3I_bZ8i(oB<#KC=EIRFj5I)a&K@~X=HS05+n)>V{&hBUub1%XJ~X7q?`dD0VoYR0We
YuV{&hBNM&hfXmk=A3It|sZ+94_oB<#KC<r<QW?^h|Wl{uYY;SiW?Ewl6OmA~@P+@XmZDn+2auOj53~6U>Z*pZ{Y++($Y#0F`0VoAh3u$L=Z*pZ!VPa)
$5?2ZhZf|mJVQgu7VRUJ4ZWsd~0VobKDlTJTW@cqFbaHeqOmA~@P+@XmZDn+2axPA9a&2L3X?kIFX>V>#Z)9aU1y(^!Nkmc&Zf|mJVQgu7VRUJ4ZW0^{
32tw4ZDDL_dSw^_AOR={QVDKva&2L3X?kTMLJAR1Z*py6Y-
xI7bZKvHO>bmn5(o+eMpaBq5C9Sh3I$d{Oi4r#0TK=h3PM3tLr7m!Nm@k^0ul%c1Wr#*MGylbi~$M}L1SZea$#e6P+@XmZDn+2auOB_1$1w4UuzfvAOR
>1Isq|K1axn3OA-|d1Yvk-
a~J|30VoAJ0WnepVR&hC5+Mo<X=iS4a%Ep^VPa)$7y}>yC<RgrX=iS4a%D_mVr6U+B?=2<Wo~b6X>MV3Z*mx*oB<#KC;~bGFj5O-
Wo~b6X>MV3Z*n4J3J*bYXH8*vP+@XmZDn+2auOv93vYFFUu|J{Uv^<^7y%#wC<r<QW?^h|Wl{-mb#zT(cvfL-
5*7*tbZ>B9YZw9`0VoYR0WnepbZ>A=5)ujoVR&hC7y}>yC<RgkVR&hCA~OmNLu_eqP+@XmZDn+2auN^<18r$;7y%#xC<0OgZE0>25DEirVR#q<AOa`?Q
Uh&acp^#)4?}NmV_|eqVRB(@Wprh75)}#rVR&hC7y=*xC<QtJF;WC!cxiJIAPNd&Z*F5@bYEm?Z5RO{0VoYR0WneuV{dL_VRS@kZ6ePB3KBwLbYo~vZ*
px=VRB(@Wprh75-17~b#rB3XKZg`VQgP>bYXOJ7y%#wC<syxb#rA$Y;R&=Y*Tb$baN6t3Kwl}c4=;BUtxA-a$#p>UuJS)V{~b6ZWsa}0Vo1G1u!l-
IXO}lZEtpIZf8MuWpZI>WkzygV{~b6ZW0#?17&b?7y}>yC;~bKF=Z_<HBtj*aB~tj3KMm3WMOn=UuSG@Vqt7wb97;Ja~PnU0U!Y=2s#C3VQh0{QW14<W
MOn=M{I9mVQf=$VRUmMcnS?dX<>6vVRB(@Wprh75)}#rVR&hC7y%#wC<QtJF;WC!cxiJI90~|-b!}f^cx7`K0w4h>1v&vSQU`8zZ9#Zta}qKN24-n&Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#99nX>4p|aw2027(;JvbaG*HbZK^FOmA~@P+@XmZDn+2auOK|25n(-
XK8L20U!Y=0y+UPQU+~da%X975-bW1Y-
ML*V|ib8WpZ<AZ*CX@AOR={It6B7Y;$E&4Qyp+VPkn#WpZ<AZ*C&V1qu{HZ*F#PY;|;LZ*EXwa$#*{bY*f99SRC=b!}g7b#!obbQl330VoYp32t?5Pjz
%~b#xLT3JGFqVRK(}WpZs80w4h>2s#9Ga&=`=2x4hrb5vz=Z4wX)18`wv7y}>!C=F5raA9N;9|{X=WpZw1Y+rL}dSw^{AOk23QVMHja&Bd8Q)zl-
5*7*ub98cPWMvozAOk23QU-
H$a%p5`5*i8!WNB<+bZKvH7!n`@C=F5wWNB<+bZKvH5*7*taA9O$Xc!3~0VoYR0WeYoaA9Of5*7*taA9O$cNhvF0VoYR0WeYoaA9Ou5*Z2zYh`k7Wo%z
)7z-
c)C=F5vYh`k7Wo$?i843t%WpZw1Y+rX63?Kn04N?bdWpZw1Y*!K)3J7y_a%p5`UuYN&AOR>1QU`N%a%p5`ND>(e2y=9DX=G(zcNh*J0VoYp2Xl0CX=G(
r5*G>uXL4_Ka2N$30VoYR0WneqXL4_Ka1uWX4R>W}XJ~X^W@&6}WpWq?AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au^680VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms1M+ydIZf9
w3Wf%`20VobKCN5)PW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_5)}#rVR&hC7!V)<C<QtJF;WC!cxiJIEea2
2Z*pU0Uv6YyX>BrNZ)_M5AOR={It6B7Y;$E&4Q6k0V`WZcNo_J?Z)_473Iud{aAg>voB<#KC<!_PVQg$t1ax_DWg;sI21RaXX>Mf_3knBBMMgnYOjHm6
5(x?gLqSGHMGyfJ2?_;6RYXos5CS4T3JpVYZ*Wjya$#*{bY*f96$%7lcxiJO0U!Y=1v&vTQUqamX>$@53I=axW^-
k97y=*zC=F5uZ)Rq5WppCB0}2g9VRT_oVRB(@Wprh75*7*ub8mHWV`UftAOR=|QU-Hxb#h~65*-
Q(VqtV+XkT+_dSw^{AOR>1QVC*VbYo~!X?kT69tsI^VQyq!b8BgE7zZE$C=EIRFj5F|VQyqoYiV#2J_-k7VPk7$Ze$n;AOR>2G8-
;qVP<A!GIVluE<|B;VNhXmVQpn}WpXY=LOKUbMOH;jL_$&rVqs%zWo~2=7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJC
yZboTrWfC3=31f0^a9?w2dSw^|AOR>1Isq_J2xD?@a8qe|WfC0<25o6_a&K}N1|R__2s#C3VQh0{QU+~la&m8S5;Y1FW^Zz1WnX1(V{c?-WM5-
%Y;STH2_OL|2s#C3VQh0{QW0iva${vhZewp`Wn@EdY;STB9SR6=a%E;^bYo~33LpU}4LSidQV4KzWoBh`V`vg73J!E(b8BB?Y+-
YAUv7167@(X1AOR>1Isq|K40K_0YeQ^db8}90Z6X^A0z^U*3knBJMOH;jL_!b%5(o+eOie^W5CI}(3J^qcZ*XsQbWmY(VQpn}WpWZI3Jqj(Z*XsQbYF5
|bZKuG0U!Y=0y+aQE;UjNWO8qCZ*_E1VRUJ45+@1^b7Ns_WnXl1VQFp{pqv390VoJM1axwBWl{=rV_|G%RB~ZyZX($M3KB$hZEbl(VRT_oVRB(@Wprh7
5<3bDWMOn+UuJ1+Y-
Ms70U!e?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LpVRT_eX>4p|auO;E1#@U&aAg<<AOk21G88UjVP<A!GIVluE<$W?VpC{gaAi^jb7*03WfB
ky18#L~7y=*zC=F5rZgp)E8VU$wXkl({Wo&a810Vw^4N?eWXkl({Wo&a2777MvWoc(<bQlC611Jqr254nzXJ~X16bc1*X=HS07zH2$C=F5tcWGpFXd?3
g3J^tXba!cUWl&*qVQpn}WpWZo3JGs;WpZJ3X>V>A0U!Y=4l*S!V_{}yWioVfbS_0~ba!cUWl&*qVQpn}WpXY>Y;<>Nb7fC(Is;QxO;QPOaAk5~bZKvH
5)=vrV{c_<W*7n>11JJg1!HezW@ZvD3J`O2VPb4$UvP47WM5};VPqHsAOR={Is|lbb!Acxb97;1Y-
Lb#Z)8VuVPp~}3JPOyWoBkyVr*|>7@(X1AOR={It6B7Y;$E&31e?%W@bWcZ(<@R3JFDQba!cUWlwMt2nqyHQcpw>01^iZ15;H^5CIYg3Ik0+SP%jtCkh
NjOjS@}a$#*{bY*f97YYSoY;b5{7y%#wC;~bGF;WF#Y;b5{BJBYR4n=KZWn@rca$#*{bY*f99SRC=b!}g7b#!obbQl330VoYp32t?5Pjz%~b#xLN3JGa
$aCLNFWNB>}0w4h>4N?ecZg6#UL}_gjAqoj%X<>6;bY*gF7y}>yC<r<PbaHiNQV3#cVRKYva%~bn3JrH<X=iA3UuJ1+Y-
Ms71Rwz@3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq=AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w6B3KFxMR;&fVRB(@Wprh75*7*sVqtS-7y%#wC;~bHEiqCAVqtS-
5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7Ns_WfB((1#@U=W^@<>AOR=>Isq_J1#@U=W^^J*3J^wYVRUq5Zct%zVQpn}WpWY~3It(zX>%9>AOR=^Isq|K1Yvk-
a}pg22xV?$UtxG@a~J|30VoAJ0xdC82W4(#L3n9%B5Mi}NJK_8L}7GcP+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfC0<3Swb&V`yJ<X?kTC0
w4h>4N?hWVRU0?Q)zl-5+4c&b7*yDW^82`10Vq?2s#C3VQh0{QU`Nrb!KL4Wg;>P6G%ixHBWVPaCLN0VRB(@Wprh75*rE$W@&6?Uv6P-
Wf%b<0VoMl2xe()WlmvjWg=(_5=d!oXJt%pb8}E(a$#*{bY*f9Itm1CZ*pxI0U!Y=4l*JxV_{}yWioVfbS_9~Zf9joZ*y}{VRB(@Wprh7E>3T9Z8`!>F
;WC>Z*pxS777GTZ*pxC1_}a9F%SU~1_}a9G7thHqy!2QNo`?gWkg|gVNhXmVQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN`3JPLjbYo~=b7^{I7z
7{zC=EIRF;WR)VRU0?Q)zl-
5*`W(a$#;{Uvq0|a2N+50VoYR0WeYsa$#;{Q)_8(5+4c&b7*yDW^82`2p|C{2s#C3VQh0{QU`Nrb!KL4WfC9?3T|b0Uub1%XJ~X72_OL|4LSiZQVDKlc
SvPvXJ~X19tsI=Wp`h9X=HS07z!W(C=EIRFj5F^Wp`I;WOQf}9|{O*b6;a`Y;STH3m^d~2s#9Ga&=`=2WfLdZ)|UJ5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7
Ns_WfB_-32kLzZeM0;Y-Jb&AOR=|QV4BjVQxlgY-JK23JGI!Z*X68X?kTC1t0+^4LSiZQV3&mZ*Ws-dSwzF3I=Uya&m8S7zQ8#C<r<QW?^h|Wl{!hX>x
LJauOj53vzF7bYEs~Y-D9}7z`i*C<!_MQVMc!Z*)d)Y-D9}5-AD}bYXLAUt?@xb8}yAb!`}+oB<#KC=EIRF;Wb4VRLIkY+-
YAPIYY(CkhI3WoL3_b8~5LZWy7Q0U!Y=2s#C3VQh0{QVMcqXL4n8b7^mG5+Vu;ZE0>_Xk}?<Xml8&oB<#KC=EIRFj5I^X>LemX=iA35+Di*ZE0>_cWGp
FXc(iM0U!Y=4LSiZQV4BnZdYk!bZ8<*3KdCiW^ZR<X>Lq!b8}E(a$#*{bY*f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@6$%7lcxiJO0w4h>1v&vSQUqam
X>%gE0tyvLZf<3AP;zf%bz^i;VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMNAqoj%X<>6;bY*gF7y=*xC<r<PbaHiNQV3#cVRKYva%~bn3JrH<X=iA3UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq<AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65)}#rVR&hC7zH2!C<QtJF;WC!cxiJIBMJ$0a$#<BaBp*E7zQ8#C<r<QW?^h|Wl{-
ra$#<BaBp*E5+n)<Z*_EVb#z}eWEh~F0U!Y=2s#C3VQh0{QV4H#bZ~WaG-M(?3JytbaCLN0VRB(@Wprh75-
JJ>b7*03Wf%b<11JkJ6fR?7W@cqFbaHeqLTqnhQ)ppuWl{xmXkl<=B3KFxOmAmUVRB(@Wprh75*7*sVqtS-7y%#wC;~bHEiqCAVqtS-
5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7Ns_WfB((1#@U=W^@<>AOR=>Isq_J1#@U=W^^L&0tyUFQch4|a$#*{bY*f9APNd>Z)0I>Uvp`CWf%b<0VoYR0X0$yY
;R*>Y*T4^WfB((1z~J(Xki!vAOR=>Isq|K1z~J(Xkii<3It+hbYU0+AOR=>Is`B-
H#JfOVr6t;5>yHcZf|mJUvgz<X>V>A1Rwz@4l*JxV_{}yWioVfbS_L%PEcWTVQpn}WpXY~Z*px?WoKz`ZaNP^LsCyuQ(r?!K~7FZOjA+{Zf|mJQe|gpZ
*CF~3IS^v1t0+^0y+UPQUPlcKMDqAZf9w3Wf%q^0VobK9xh{HW@cqFbaHeqOj1rzVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A~gyMPH%E;Qe
|gpZ*CG33J*a;QcqJ;UqeViPEJKkQxE_W5(*AiNmNKlPG3VvK~7FZOb`JgD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4BA)
>Y6HR4pZ*qA=VRT_oVRB(@Wprh75*-
Q(VqtV+XkT+_dSw^^AOR>1QVC*VbYo~!X?kT68VU$wXkl({Wo&a80w4h>4N?eWXkl({Wo&a2777MvWoc(<bQl950VoYp254nzXJ~X16bc1*X=HS07z7{
zC=F5tcWGpFXc8X^3T$CwWo%z_X?kTCpqv390VoYp32b3vWo%PvdSxPv0SXLFR!&f1a$#*{bY*f9GYS%JZ*py6Y-xIBUv^<~X<=?-
Wf%b<0VoJM1axwBWl|AtZ*py6Y-xIBR$+2!VQyn(5-
ti4VPkS{b8}x~Xkl({Wo&a80w4h>2s#C3VQh0{QVwBba&L2ULug@cZe?t95*G>sWpHyC10Vq?0y+gTWi2o{QUhghb0R<r5>R1sVQpn}WpYqqa$#*{bY*
f9DhdU2Xkl<=7y%#wC<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^(4{samTP;YN+X>MmwVRB(@Wprh75<dzAaBpvH7y%#wC=N0vE@NS4W@R#Ta&#_
GZ*OdAZf8(oa$#*{bY*fbP;YN+O=WawZ)7?HO+i>v1aNO}Y!VX+18`wv7z7{zC=EIRFj50>VPp~(3I%XsWM60)2_OL|4LSiZQUq{eWJnSg3I%XsWM6j}
3LpU}4LSiZQUq{eWLFX&3JYsxa&Bd8Uvp`CWf%e=0VoYp3TtI@Ze?s!X?kT6843t%WpZw1Y+q;?1t0+^4N?bdWpZw1Y)BFr3J7aua&Bd8Uw0S=AOR>1Q
U_~ga&Bd8R}vWt26J?BX=G&>10Vq?4LSiaQU-
H$a%p5`5*Z2zb98cPWMyAy7zZE$C=F5vb98cPWMxPa843t<baH8AWnXs~2p|C{4N?blbaH8AWmghI3I=6vXK8L_7z-
c)C=N0rE@NS4W@R#Ta&#_GZ*OdAZf8(oa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>Mf_ED8>1Y;R&=Y+rD1Z)|C9XBZ410VoJM1!iGvb7fKuXKZg
`VQf%uZ)|C9XA(*Z3UY6CZe(9=Z)9Z{4Ilw14l*S!V_{}yWioVfbS_YDZ)|C9XHa2sVQpn}WpXZ3Z*^{DO>bmnIs`*SNla1+a&L8RWKC~mWg;#L3Q%uv
Y)xf!Xm4Z^2MPmCL0Av~5(f$cK~_Z&0TK=h3R6^1Lr6hWR7pb+0wOC421RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS3~3JFqgb
#7!$Z)9Z>2nqy4MM+E$01^ob1x8FyPf`#8B3lX$P;Yl-
a!_G%VQpn}WpWZ13I%X)cV%)I0U!Y=0y+UPQU!2tcV%)C7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*G>ub7*O1bQl950Vo1G0WeYpb7*O1bRv-
f3J*|ubZBpGP+@XmZDn+2auOB_25oO-b!=rA0U!Y=2~q}aZ)A0BWfBw$1#Dq?WpWq-AOR=|QUz>bd1Z1E9SR9>VRB(@UvqSF7y}>yC<!_MQV4Kia$#*#
baE0g3K4T?VRB_(X>MO|VRB(?Y-Ma11Rwz@2s#C3VQh0{QV(-
zVRB_jZct%zVQg$=Y$A{b3KCLfV|8+JWo~p(VRB(@Wprh75+Di+Zgp*6Z*_EVb#xd3AOR>1Isq_J32t?5Pjz%~b#xLx3JrH<X=iA3UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-
Ms1I|>V8X<>6;W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+n)=WMyJ?XJ2V<W^Wh-AOR={It6B7Y;$E&31n
qrb!SO#W^WQI3Jqm=aBp*EUubD$WMys`1t0+^2s#C3VQh0{QVeByaBp*ENNHqbWo{Bx3Ke&FV_#!$Zgy{Mb#!TOZeMU=a$#*4sGI>H0VoSHA1-
5IW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7QWJN0V?%Flc5iHTbZKvHP+@XmZ4y-
q6?bT8Ut@1>c5iHTbZKvHUvOb^VQm<xoB<#KC<`(lE@NS4W@R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*f<6L)B6LvL<&Z)|mRX>V>&VRB(@5*`W$bY@?2
Zf+Q$oB<#KC<r<QW?^h|Wl{xnW>Ri$5;F=DY-w&~VRBz$WoB=3WnXe-b7gcGp_~CA0VoYR0WeY#Y-
w&~VRAxcW^Zz3Qe|^xbP^{D31n$<Wn*+{Z*CZ(oB<#KC<!_TW^ZzLVRB?r31n$<Wn*+{Z*CGR3J_sqbZK^BbZKvHUtw%;Xki$moB<#MC<0OsVPkY@c42
gBZ*D<saA;u?DGCo^V{~bDVRUJ4ZeL<$bYU2zoB<#MC<0OrVPkY@c42gBZ*D?mbYT)A3JYOlbZK^BbZKvHa~P$Z0U!e?2~rDTV{~bDVRUJ4ZgUba3J+v
uW?^+~bYE$1X>@5}Y#64T0U!Y=2s#C3VQh0{QVwKgW?^+~bV+V$bZKF15-
ti3V{dMBX>N68Uvgz*b#fS|oB<#KC<r<QW?^h|Wl{}eZ*FvHZgpi+Wn*=6BFO;?5>jPkbz^jCZ*EXwa$#*{bY*f9ObQ8aaAk5~bZKvH7y%#wC=N0yE@N
S4W@R#Ta&#_IWn^_@bZKvHP+@XmZDn+2axPM3WOZY7X>V>%a5@81RZUU}Z*XODVRUJ4ZW0v=1Yvk-
a~J|30VoAJ0WeYoVR&hC5*G>uV{c_<W*7q?0Vo1G0WneqV{c_<W+F8T3sPldbz^jCZ*EU;5(f$cQ&mk60TKub1VK|(O%MVS2?_;MRZUY-
5Cakj3It6>K~4|^BB%ih4N_%HRZwAaVQpn}WpWZI3Jz{%XJK?{c4c34Y;SO77y%#wC;~bGFj5U}WoKb@X?A5(Y;SO75<m(DWo~C_Ze<t(AOR>2G9NBuV
P<A!GIVluE>dMoRZwAaVQpn}WpXY>Zf9w3WjY5$MMgnYOjJ?^Wo~C_Ze=1X3I;`PXK8L_5(^3kL`6nHRZLV601^ob1w%nbMnw<-
5(x?gLsdjhP7nejbP5nsWpij@aAi<oa$#*{bY*f9DhdU2Xkl<=7y%#wC<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^&<6$%7lcxiJO0w4h>1v&vRQ
UqamX>$@C3J7j>ZC_z{Wpfw<AOR=^Isz>*QU`8zZ9#Ztb0XRS3Jz0aVQghkVRB(@Wprh75)}#rVR&hC7y%#wC<QtJF;WC!cxiJI90~|-
b!}f^cx7`K0w4h>1v&vSQU`8zZ9#Zta}qKN24-n&Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#99nX>4p|auOm631Vqsb6<32a%~s{AOR={It6B7Y;$E&2x4hrb5vz=Z4x^Q3u0+ub6;j@Y;0
w67zH2!C<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpW~f0SXXPX=iP3X=G4ga$#*{bY*f9Lkb3EZf9w3Wf%b<0VobKA}(WLW@cq
FbaHeqQ)y>yZ)s#uVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wQP%
4pVGtV`Wfba$#*{bY*f96$%7lcxiJO10Vq?1v&vSQUqamX>$@E3JY^=X=7zyaBpdDbQl6411Jqr3Uh2}V`WfpX>N299tsI_Y-wX<Uu0=*7y%#wC=EIRF
;WO~Y-
wX<L}_gzn*j<CQ*UN;ZDDv&VRB(@Wprh75<?0GWo~C_Ze<t&AOR>2G9oTxVP<A!GIVluE>mx2bZudHP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9
w3WfBz%1Yvk-
a~J|30VoAJ0WnepVR&hCA}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wO004pVn&b7)Xua$#*{bY*f96$%7mWprT}0U!Y=0
y+UPQUqdUbYUWX3Jp|YZb(pJa$#*{bY*f9KnezBZf9w3Wf%b<0VobKA1-
5IW@cqFbaHeqRAFvNP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3Wg;sI21RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS4
R3Jp|gY-Lbka$#*{bY*f96$%7lcxiJO0U!Y=1v&vSQUqamX>$@33I%j&Y-
Mv80w4h>1yTicX>4V4A~gyURA_Q#b7*gDWKdypVQpn}WpWZ93JG**a%FR9Z){{30U!Y=0y+UOQVDcua%FR9Z){{D%mWG&S7~l!Z+AptbYW0oa$#*{bY*
f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJCyZboTrWfC0<3Swb&V`yJ<X?kT
C1Rwz@4N?hWVRU0?Q)zl-5*`W(V{&hBUvp`CWf%n@0VoYR0WeYsV{&hBQ)zl-5*-
Q#ZE13HZ*mw0AOR={It6B7Y;$E&25o6_a&K}HCJGE@XJ2$^a%FR9Z){{32Ot3`0y+aQE;UjMW@l7ra%FR9Z){`|CJGE<XJ2$^a%FR9Z){{32p|C{0y+a
QE;UjMVrNuna%FR9Z){`|B?=2>XJ2M=VPkY@Z*CX~AOR=>Is`B-
GBr{PW@konVPkY@Z*CGI3JYUzZggdMbYE~`WEct{0VoYR0WeYuV{dMBWq5Q@VPp~^3JGI!Z*X62Z)9Z{3m^d~2|5IKVRCR%2xD?@a7}MyWfCX~3}azqX
k}k%ZDD6+a~KRD0VoJM1!iGvb7fKsV_{=xWl3#eXJvB|Aqop}Z*O#8W^Zg{WpWq|AOR=|Isj4%a&K>RMsI9nWpW~r0tyUMP*6}|a$#*{bY*f9B?=C3d2
(TGX=Gn$Woc(<bQl330VoYp4RCpKVQpz-NM&hfXmk=g3IuR(Z)_L>AOR>2G9oTxVP<A!GIVluE>loYP+@XmZDn+2axPGBZ){CvbZBp6Is;8XSW*OVZ*O
c8KMDqAZf9w3Wf%q^0VobK9xh{HW@cqFbaHeqQ&3P)VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}$IFP;YN+O=WawZ)6e&3Ik0+SP%db2MPm
0Rz(m25)KLqQ&dkwNI_FnNkb3<A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wS;)3J_K?OksIta!_G%VQpn}WpWZ03I<|t
baZcR7y=*zC<#&qVsCVGZ*39~3IlX+a2Nw111Jen19We25)ujoZeeX@7z7{zC<#&oZeeX@5-
|z~X>Ma|b!252ARq%M3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghX>Ma|b!24{F$xD|cw=mJWMvp3AOk21G8ZmmVP<A!GIVluE>2~1Q*>c;Wm0u)Wl{%acw=mJWMvXL3Iud{aAg<;AOR>2G9@l!VP<A!GIVluE><y2VR>
b8P+@XmZDn+2axP3^d1Z1`d2nS?1ax_DWfCe11!8P(VsjV<AOk21G88UjVP<A!GIVluE<$W?Vo-
8#bZ=4xVr*|>a}pH_1#n?<VQm=c2Ot9|2~q`cVRB(@5>W~dVr*|>Uvp?-a%Ep_Z)9Z{>IWbLC=N0xE@NS4W@R#Ta&#_MF-
&23WpYqqa$#*{bY*fbL}_h9Xk}w-O>bmnQVn8kZ(>tuVRB_nZ)9Z>843tuY;R(7Uu<$12Ot9|0#XNJY;R(7OmY$-
3JiB;X=iA3Uu0!tVR;w`AOk1@QVVxwX=iA3L}g=Pc@iHA3v6$5b6<C5X=iA37$YD9C<0OnY;SXOS7m8uXmk=o3JzgoV|8+2V|ib2VRB(@7#kn~C<`(iE
@NS4W@R#Ta&#_1V`Fu4VPknvVRB(@Wprh7QVn5aV|8+2V|h?va$#)}JqiqAa%XK}cwcZ~a$#*47a##B3o;rmV_{}yWioVfbS^=1XH8*vP+@XmZDn+2a#
9Ona%XK}cu-+-VQmsU3Jha!Zew9|UvOb^VQm-
*AOR=~G8!&pVP<A!GIVluE<<l_V_|eqVRB(@Wprh7QVU~mZew9|P+@XmZ4y}u7GrO2baG*HbZK^FUu<u4b6;>_a$#*4C?EkS3o;`vV_{}yWioVfbS^`0
Zgg^Cb98BTWlV2#b5LP&VQpn}WpYv!V{dMBa$$3HX?A5yZ*y}{VRB(@5=;saV{dMDZ)|mRX>V>{aA9&`Z5Rq50VoSHA1-
5IW@cqFbaHeqLvL<&Z)|mRX>V>&VRB(@Wprh7QV?TrZgy{Mb#!TOZct%zVQmsO3JPRlbYWj`VRB(@7z-
c)C<`(eE@NS4W@R#Ta&#_4VRT_oVRB(@Wprh7QVC>XbYW0oa$#)}Kne|Ha&K^Nb#z~FVRB(@7z`i*C<`(hE@NS4W@R#Ta&#_4a&K^Nb#zc+a$#*{bY*f
<3}kX|aBp>VP+@XmZ4yTc5M*_2ZFyg0VRT_%aA9&`Z5SFL0VoSH9WG;GW@cqFbaHeqM0IU#c|>7!VNhXmVQpn}WpYvuWOZ$Ac|>7!VNhXmVQmsX3Jqm!
ba!cUWnXY%a$#*47$5;C3o;unV_{}yWioVfbS_0~ba!cUWl&*qVQpn}WpYvsWo&eJX>(;zVRB(@5;O`4Wq5F3aA9&`Z5Sya0VoSH7cOIAW@cqFbaHeqM
R;&fVRB(@Wprh7QV3;ua8O}#VQmsb3J+*xW;I`AVRT_%aA9&`Z5Rz80VoSH94=#FW@cqFbaHeqNJK_8L}7GcP+@XmZDn+2a#9UwWM(x)VRT_oVRB(@5=
sgYXk=zJUvG7EaCLNFaA9&`Z5R$90VoSH9xh{HW@cqFbaHeqNJK_8Pjz%~b#zc+a$#*{bY*f<4`^g&HBWVPaCLN0VRB(@5=ROUXlZU|WnXM>b8}yCVRB
(@7#$!1C<`(jE@NS4W@R#Ta&#_8X>Mm_OmA~@P+@XmZDn+2a#9XxX>Mm_OmA~@P+@XmZ4yTc5NT~;XJubxVRT_%aA9&`Z5R(A0VoSH9WG;GW@cqFbaHe
qNo`?gWkg|gVNhXmVQpn}WpYvuX>DO=Wkg|gVNhXmVQmsn3KMB=W^ZR<X>MO^Z*y~BaA9&`Z5R+B0VoSHATDEJW@cqFbaHeqNp5CuXJKh>OmA~@P+@Xm
ZDn+2a#9g#Zf0+1VQFqmZ*y}{VRB(@5>N^gX>M+1a$j(AZ)A02bYE~`a$#*45g-953o;-
sV_{}yWioVfbS_D5Ze?;%a&KgHV{}kqa$#*{bY*f<5ovC2WpYq*Z)A02bWmY(VQmsL3JGj-ZeMU=a$#*45+DI63o;ijV_{}yWioVfbS_L%PEcWTVQpn}
WpYvoY;tZ;VRB(@5=sgYZDnn5a(Q25VRT_%aA9&`Z5S3H0VoSH9xh{HW@cqFbaHeqO=WFwa(P5ybYW0oa$#*{bY*f<4{c>_Z*qA=VRT_oVRB(@5;O`4Z
FX*7aA9&`Z5SdT0VoSH7cOIAW@cqFbaHeqO;%1&VRB(@Wprh7QV4B!Zct%zVQmsX3Jq{?Z)|C9XJ2q(a$#*46CeR73o;unV_{}yWioVfbS_YDZ)|C9XH
a2sVQpn}WpYvsaBpvHX>MmwVRB(@5;_VCaBp{Ia$j&^a$#*46(9j93o;olV_{}yWioVfbS_YDcV%)=VRB(@Wprh7QVMWycV%)=VRB(@5;qD8a%F6FUvO
b^VQm;5AOR=~G8isnVP<A!GIVluE>dMoRZwAaVQpn}WpYvpa%F6FP+@XmZ4y8V4RdK{ZEtC0UvOb^VQm;DAOR=~G8-
;qVP<A!GIVluE>me|ZEtC0P+@XmZDn+2a#9R)X=iP3X=G4ga$#)}Kne|WZ)S9DVR&C~VRB(@7$+bBC<`(hE@NS4W@R#Ta&#_JZ)S9DVR%qsa$#*{bY*f
<40CU0bZudHP+@XmZ4x>P3v+B~V`X1(VRB(@7#|=3C<`(fE@NS4W@R#Ta&#_JY-wX<P+@XmZDn+2a#9L&Y-
wX<P+@XmZ4x&M3Upy^XkTz)a$#*4B_IJP3o;lkV_{}yWioVfbS_k3Zb(pJa$#*{bY*f<33Op@Xi#BtVQmsd3J-
K>a%FR9Z){{=aA9&`Z5SCK0VoSH9WG;GW@cqFbaHeqRA_Q#b7*gDWKdypVQpn}WpYvubZByAb7*gDWKdypVQmsh3K4f{Ze(wFUu0o)VP9}za$#*46d(a
83o;%qV_{}yWioVfbS_tEZe(wFL}7GcP+@XmZDn+2a#9a>X>Me1cSK=yVNhXmVQmsi3J-
L0VQzC~Z*py4aA9&`Z5SjV0VoSHA}(WLW@cqFbaHeqRB~Z%b7pUHZDDk2Z*EXwa$#*{bY*f<4s>#1ZgXaDa&1sya$#)}Hwp@DZ*y~BaA9&`Z5S#b0VoS
H7%pRBW@cqFbaHeqOmA~@P+@XmZDn+2a#9IwZ*y}{VRB(@5-|z|Y+-
q2au@+10VoSH8!lsEW@cqFbaHeqRxnIqd1Z1?VRB(@Wprh7QUz>bd1Z1E9SR9%Z*ps2ba`-
P7@(X1AOR=|QV3>ma%)t1aAguX3JPp<bZuX7VRB(@7@?d2AOR=~G8isnVP<A!GIVluE=*HYO;BNSVQpn}WpYvpY;$yNP+@XmZ4yEX4RU36WpZ<6UvOb^
VQm<qoB<#KC<`(hE@NS4W@R#Ta&#_IWp-
t9b7fFra$#*{bY*f<402_5WpZ<6P+@XmZ6eqN3JFYMd1Z1`d2nSC2nqyFPfkS;01^xe2th+bRZ>AiSr7pd2nqy3PE1S?0ul-
e218FyLqSv!0}>Ak3qwy%R!>Y-R7p=x5Cjqk3Is$!R6!605(^3kL{d*sPgPV91`-
kq4n<W%Oi4sVK~7&xPg7G62NDYk2S!XmR8&Py5C{?t3JFL=Mm1kVK~zBy2@($q3rIvpHD6CvR8Un^5DF3s3I<6{GDA;H5DO9x3JOV0K}SVjL_t(R5DXF
#3Jpn4Mo&jUNlsr(Pg7G64H6Lw4M|Q;MN(f-QcpxxLsSqB5(f$cOj1q|4-y>;8BJA8R7p-xO-VsaUrbL&NmEowLtji!Q&SKS5(^3kP)|=xNlr%)5fTUr
1X4vzRS*&q3knBQNk>gjNkkA65(^3kQ%^=zO+i=?6cP{$3{y`=R82uxUrbL^QxFvr2?_;MP)tcw5Ec>$3ItR^PDl_J5)TRsS4mDpPgh?=K~zBy7!nH#2
SrR&S4mSv5E&8)3I$M4S4C0~8WJ7~8dFI}O;1TgUqez)Q&V3>PE=A)P+4D0Pg7G68xjr*3P?##M@3&uPg7G691;%-
3r$5$Pf}T5L_t(R5FHW<3I;(^M@>Ok5FQc@3JFw5QbkipPfSD*9}*4<3Pe>+O<7+=K~zByAQA}*1yf8(Lq!lF5(f$cO;%12A`%J;20=noRzXY<BN7V=2
UAH*MNUIS5F`>53J^n2PE=AsQ&dS-MPE!$Q&SKn5(f$cMOaV}CK3?}4MaslPfk`(OjT4#PfidgA}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BA5#b5LPfuVR>b8P+@XmZDn+2auN~>1a4t%Wf%b<0VoMl1a4t%WfBq!1ax_DWf%e=0VoMl1ax_DW
fC0<3T}06UvG7EaCLMT10Vq?4N?hib!|^|bZ~Wa5+Di)VrgM>bY*gF7z7{zC<r<PbaHiNQV3#cVRLk4a%~bn3JrH<X=iA3UuJ1+Y-
Ms71t0+^3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq>AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65)%poaA9N^2Ot3`4LSiZQUh>dWD*_<3TtI@Ze?t9X?kTC2p|C{4N?kgWpZw1Y;$RPWfB((1!r<^b#NF7AOR>1Isq
|K1!r<^b#M|H3I=m@a%p5`7z!W(C=EIRF;WI|baH8AWfDIM1aNO}Y#0k50VobKCN5)PW@cqFbaHeqRxnIqd1Z1?VRB(@Wprh7E>Lf8Y)xf!Xm4aX15H6
#QUq{sZ)_4M3Jqj(Z*XsQbYF5|bZKuG3?Kn00y+aQE;UjNWO8qCZ*_E1VRUJ45+Di+Y;R*>Y+rL}dSw_5AOR>1Isr9O32bj;VQf=rdSwz93I$<oaA;u|
4j=(20y+UPQUzgbaA;u?7zzYpWprT}4<G?30y+dRE;lt&1Y%`$VG<7t0c#i*AOR=>Isq|K0c#Q#3I=m;b#h~67!V)<C<#&qb8mHWV`UN-
3I%gxVQgg>5g-
950y+UPQU!BkVQgg*8VU$)Wnpe+X>4T}5+DI62~r4cWnpe+X>4T@9100yVRU0?b7^{I7!x1?C=F5xVqtV+Xme?LWfC0<2xD?@aC2#TWf&A70VoYR0WeY
sV{&hBb7^{I5*-
Q#ZE13HZ*mwFAOR={It6B7Y;$E&25o6_a&K}HDhdT+Y;R(77&0IOC<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQUzjcZ(?&2843tuY;R(7Uu<$1Gav&f0#XN
JY;R(7OmY$-
3JiB;X=iA3Uu0!tVR;xdAOk1@QVVxwX=iA3L}g=Pc@iE9336d>WM6Y@X>b@dAOR>1Isq_J2y$U=WK(Nta1t#F5M*U^UuI`tbZByAb7*gDWEeIe0Vo1G1
28T%QVwKgbVg@XXmVw9Xm4y}5-
kc4WMy<;VrO4;XmVw9Xm4y}7&jmRC;~bIFfKJx4rFC?LT6NHa%FR9Z){`|ED8@~WprO=XJ2M=VPkY@Z*CYkAOR=>Is`B-
GBr{SWMy<lXGU^iV{~b6ZW1X94`gL@Ut@1>bY*ySUvOb$7&;&UC=EIRFj5U<WpqPtZggdMbWmYr5-
17{WMy<;V{&hBUu|z>Wf(gk0VoMN1b1O_a8e6oWpqPwZ*Wa-WMvW>3I}dwcVBLGZ5TWt0VoAJ0WeYqZe@2)b!`$P3Jh*#cVA;@VQy|^Y;zbrAOR=^Isq
_J3vOk1Lug@cZe?t95+Di+Ze@30Xk}?<Xml7pAOR=^Isq_J32tR~NM&hfXmk=D3JGpycVBmDWOQg4KOg}p1v&vRQV4EkcUNg-bZ8PR3J!B<b!KL4WnXD
+VP|D?7(gHaC<r<QW?^h|Wl{}uXmw_0Y-
LGpVP|D?5+Di+V{dL_VRT<)X>AxmAOR>1Isq|K31e?=V_|eeX>Afq3K3{zW;I`Lb#!obbYE~`a$#*4=?5SIC<`(kE@NS4W@R#Ta&#_8L`F4Fb#!obbWm
Y(VQpn}WpYvvXk=zJPjz%~b#zc+a$#*EE(!`zZ*Oc(Wprq7WD*Ao15H6#5C9Sf3Ijn_MGyfJ4hjlWR8K=lK~q#oLl6QYataPmQe{k4P+@XmZDn+2auPB
M24-n&Y-Ms70U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#99nX>4p|auO^G4r6FxZf<34Uvp?-
a%E%~0w4h>2s#C3VQh0{QVnBhVQy|^Y*T1qa%E&9kqQb8OjA@%P+@XmZDn+2auOX13T}06UvG7EaCLMT0U!Y=4N?hib!|^|bZ~Wa5-
<u9V{B<~aA|I5Uvy}4Wpik6Y-AV$AOR=>Isq_J5o2s=aByjEXH;l%Wpik6Y-AEY3JrH<X=iA3UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq<AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+Di+VqtV+XkT+_dSw^|AOR>1Isq|K31VS%V`x)pdSwzF3JGp?ZC_($Y;1EFpqv390VoYp2yS(4LuG7ia}rDn6KQ
U6b#z~MWoc(<bYEs^Y;0w67@?d2AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QW0rxaCLN7Woc(<bVg}xY-Ms1RSFnsZg6#UUuR)-
WnXt?X=iA3UuJ1+Y-Ms7qMQLB0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<6=`m8b#zBzbY)j%X=iA3MrmwpWpWZ%3K?c^a%W|9UuR)-
WnXt?X=iA3UuJ1+Y-Ms7qnrUC0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<7G`g9XJvFpVRU6zWoc(<bVg}xY-Ms1R|*+#b#!obbYEv-bY)+6W
oc(<bYEs^Y;0w67^Iv5AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWkG@bZ~WaM`3hjS7m8uXmmztY;0w65=aUWX>M?JbYEg=VRK(*X>4p|au}tY0U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9
azZg6#ULTO=hMrmwpWpWZx3KnT@aCLNFXJK?@Ut(!tb6;j@Y;0w67^a*7AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWI%zaCLM?VRU6eX<>6lX>4p|auQPt7iMpAXJvF>XJK?@Ut(!tb6;j@Y;0w67^j>8AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QWR!ya%W|9M`3hjLTO=hMrmwpWpWZz3Kws6bZ~WaUuR)-
WnW@xVRK(*X>4p|au}$b0U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9p;b#!obbVp%yWkP9Tb4F=wY-
Ms1LJA#eZg6#UUuR)-WnW`uY;0e5Woc(<bYEs^Y;0w67^$2AAOR=>QW<G(aCLM?VRU6fWo&F$Woc(<bVg}xY-Ms1L<$~eZ*pg4bYEv-bY)*-
Wo&F;cV%g3Xmnp@X>4p|au}+d0U!Y=0#X`gZ*pg4bVp%yWkY3bY*%GzXJ~XrX>4p|auP%e9&dGYaCLNFXJK?@Ut?u#Y+rX}X=iA3UuJ1+Y-
Ms7tDFHK0Vo1e8gF%UaCLM?VRU6fWo&F$Woc(<bVg}xY-Ms1GYS!OX=Pt;b#!obbYEs~a%W|97_6KDAOR={It6B7Y;$E&4|Hi|Pjz%~b#z8=a%W|95-
17_bYX62UubD$WMys`t(*ZM0VoJM1!iGvb7fKrbYX62NNHqbWo{B93JGFqVRK(}WpZs8uABiN0VoJM1axwBWl{)YX<>6zWpZsIkO2x1S8sA;c4cEwVRB
(@Wprh75*!K%WNB?>ZgXjGZWsX|0VoYp31n$)Wo~n6Z*CGD3JP{_V_{-
nb7^{I7y=*xC=F5xc5h>0VpC~)WfDIM4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpW~_0SXXOb#8QNZDmkla$#*{bY*f9M+y*bb!~8YUu0o)VP9}za$#*40U!Y=3o;!pV_{}yWioVfbS_SHZE$%+VRT
_oVRB(@Wprh7QVwo)ZE$%+VRT_oVRB(@5={ycV_|S#b7gULWo~0-UvOb^VQm-!AOR=~G9NBuVP<A!GIVluE<<5(Q)O{=Wo~0-
P+@XmZDn+2a#9duVQ^Dradl;GV`Wfba$#*EJ_-
^}b!~8YL}7GcP+@XmZDn+2auO5@1#@U&aAg<)AOk23QU!BpVQ^&<5()%lVRT^_0w4n@0#XEIVRT_4K?)Q@VQ^Dradl;GV`Wfba$#*{bY*f9DGCsCWpQ<
7ZewL%Y-
Mg|bZB!J0U!e?4N?ztWpQ<7ZewLkWo~D5XmcWN3Jg<qZBSuyVQpn}WpWZB3JGFqVRK(}WpZs80U!Y=2s#9Ga&=`=2x4hrb5vz=Z4x^Q3u0+ub6;j@Y;0
w67y=*xC<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpW}{3KT?dbWL?^bZKyGc~D_;VQpn}WpWZf3JrH<X=iA3UuJ1+Y-
Ms70U!Y=3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-MsH*8vI=OjA@%L}g-
iXHa2sVQpn}WpWZ03I=6(aBp*E7y%#yC<#&qWq5FJb7c}R3J_#zb75j^WnXAvWMOS#a%30+AOR={It6B7Y;$E&4`gX`VPb4$NMU4QZDDd`5+(`_VR&hC
Uua=uVQpb@WEcY=0VoYR0W(qzVR&hCNMU4QZDDd`5-
kc5Zgp*6VR&V8Uua=uVQpb@WEcb>0VoYR0Wwk#Zgp)zcx7`)VPs)#VRB>=APNX+XKrtDWnXw01t0+^2s#C3VQh0{QU_^gZf|mBSR#-
G3KmCUbY)UyV|8+JWo~p(VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMN9|{O{b7fy*X<>610w4h>2s#9Ga&=`=2X%90LTO=h5*rEzb#rB3cX${BAOR={Is|lbb!Acob#rA`coG{
526b~~Uw3F21Rwz@2s#9Ga&=`=1$A>}S7;JH3JrH<X=iA3UuJ1+Y-Ms72Ot3`3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1
I|>V8X<>6;W@&6}WpWq@AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+n)=Xm4_9dT(xYVQd%>AOR={Is|lbb!ActXm4_9dT(xYVQdl~3I}p!c4cyNWf&140VoJM1!iGvb7fKoa%Fa9a&u
)8ND2mFV{~bDWf&450VobKC@y1RW@cqFbaHeqM`3hjQe|Uxa&l#EbWmY(VQpn}WpXY-V{~bDWjY2-
NlryUQc?zCV{~bDWfC0<3Sw_{Ze(9%X=Y{^6CeR70#XTLZ*^{DL}_Mb5+Mo-
a%FRLa%p39Uw0T3AOR=>Isz>*QVDWpb98cPV{}&%APNd{Wpi|LX=8L>XBZVA0Vo1G0Wneua%FRLa%p39M-
m(g3Uza3UwB_<VRU5}79asA2vP`jb7fdZVRU5@9tsO}b7fy{Wp`g@X?PeHAOR={QVDf)Wlm*xMrn8w6bc1%Y+-
X~7#JV{C<syob8KOAXd*QV20>$VX?A523JL~HNlryUQV;+V3knBQNk>gjNkk9<5(o+eQbkNv5CRei3ItR^PDl^~A~FgWQ)qQ&W^83cXkl({Wo%Gka$#*
{bY*f97YYSua&L8T7y%#wC=EIRF;WF*a&L8TBG?8B6GUZhb7ewoZ)0mvVRB(@Wprh75-
17{Zgp)`a$#<BX>@6CZWsX|0VoAJ0yHpE4Q_R9RB~Z%b7^#GZ*CGK3JYm&X>>zqVQy|^Y#0I{0VoAJ0x>pH3u$g?bVF!iZf<345+Vu;XL4_MbZAmxbY&
O=AOR=^Is!2=QVM5sZ+CQPQekvu5*7*taA9O$Xcz<_0VoAJ0WnepaA9Of5*7*taA9O$cNhgA0VoAJ0WnepaA9Ou5;6)CV{dMDUv_13bZKK@Y*Tb{X=G&
>1|R__1v&vSQW9ftZgy5>a&&29VQf=$a%p5`5;h7IV{dMDUubV~X?kUDbYW~$baH8AWf%t_0VoAJ0Wne(V{dMDNN;j!dSz~OVQf=$a%p5`5*!K$W@&76
WpZCg7ziK%C<QtJGg1d;X>4?5a!3*!3J7LtY;<LEUso6jAOR=^Isr3M2WDw(bY*f^5<dzJMrmwxWpZCeX>4p|au^CA0VoSH8ZKjDW@cqFbaHeqMrmwpW
pYqqa$#*{bY*f<3`S{ebY*fzX>4p|auP%e5JFC0Q)6LlWpZCeX>4p|au^FB0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<4nj^-V_|G%az<%vY-
Ms1Kne~*PG3T4VRK(bX>4p|au^IC0VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3_?yqX<>6lX>4p|auOK|24`?}No05!4<G?31v&vRQU+&mbxC
A+5+(`@b#rB3WO8qCZ*_DS5Fi042s#C3VQh0{QVMl*WkhmsaBp>V5-
17|WO8qCZ*_EEVQp`9ZgdzCAOR=>Isq_J4P<g}aBp>VL2Yk!ZgdhH3I=s^WnV%=7!n`>C<r<QW?^h|Wl{xob7ew95<UtTLPKA5Y;<yAUvqF_V`X1uW@c
$)X=QG77!x1?C<r<QW?^h|Wl|MFLse{aa$!?&VPj=QW@c$)X=QG75+n)?cW-iQb8ul}WnWD~7!)7@C<QtJI8qCDZ*psMaA9L*O+peo3Kwl}c4=;BUtxA
-a$#p>UuJS)V{~b6ZWt9H0Vo1G128TzQWb4)c4=;BL3U+wVP|DVa$#e1X>V>KZ3+`ZR6|5%V{c?-
a!_G%VQpn}WpWZC3JYRvVQy<*X>Md?co+d70VoAJ0WeYuVr*e<Ye{ZoWq1-
Y3KC;<V_$7$a%W{<a%FI3VRU6=7y=*xC<r<PbaHiNQV?TwV@+jpXJt}laAje1Wn?1!0tygAR6|T}b8}E(a$#*{bY*f9Bnk{~b#!obbYEm;Y+-
pA0U!Y=1v&vRQVVZ&bZ~WaL}hGYc@iQD3u0_xZfjp@Ze(S67y=*xC<QtJFj5L)Y+-
I|Np56icoIhn9B^`FaB^>BWpi_1V{dG1VQ_P0Uvgz|Wnpw>WEcY=0VoJM1!iGvb7fK*aB^jEa&Kd0b8|y)Y;0k0b7fLxaAje1Wn>aE3KC;<V_$7$a%W{
<a%FI3VRU6=7z7{zC<r<PbaHiNQV?TwV@+jpXJt}laAje1Wn>aB3KDE@b8}x~VQgb{Y+-b1Z*E_77zH2!C<QtJFj5d~Z*y})VQgb{Y+-
b1Z*Ei)C<+Z>Y;b5{Vr6t+b7^{I7@(X1AOR>1Isq_J3}I|=XklVybW>@1WfC9?33O>~WnXi2WpEgwoB<#KC=EIRFj5F~X>DawbY*Z7Bnk^+Y+-
I|Uu<DwWo#ItoB<#KC<QtJFj5L)Y+-
I|OkrYWY$C}43J*zcbY*gIP+@XmZDn+2auOK|254nzXJ~X70U!Y=1v&vRQU+*cX=iA35*G>ucWGpFXcz(@0VoAJ0WeYpcWGpFXc8g{3wm#FZC_?#V{~t
F7y}>yC<QtJF;WV8Z*OfzVPkY}auOyA4RdI6X>My@W?^G=Z*mv}AOR=^Isq|K40C95X>MyqVPkY}auON}2XJ9zUt(ov7zH2!C<QtJFj59^VPryOXA&9;
2XJ9zUuAA&7zQ8#C<QtJFj59^VPr*aWFjdF5K?7!WpZ<6P+@XmZDn+2auO8^1Yvk-
a~J_20VoAJ0WeYoVR&hCB18%lQe}2!a&u)=X>DatVRB(@Wprh75-
bW1V{dSIUvgz_VQFq@Zf6()AOR={It6B7Y;$E&4P$R`c~WI<VQFq@Zf7DU3KCRuVQzD9Z*yf(VRB(@Wprh75)cXlWNB>}0U!e?1yTcKX>B563LZmmZgg
pGbzyXAZ*EC$WNBkzbZ>G{VRB(@Wprh75*`W(bZKp6UvqS2a2Np~0VoYR0WeYsbZKp6Q*>o;5+Di+VqtV+XkT+_dSw^_AOR>1Isq_J31VS%V`x)pdSxO
g3J_3ba&2{VWl&*qVQpn}WpWY}3I%U+WMy&~0U!e?4N?Vfa%5$4B18%vOkrYWY;$FCb!Bd2WkF+Ob#h^2c~D_;VQpn}WpWZC3JYRvVQy<*Y++($Y#0F`
0VoAJ0WeYuVr*e<YfNEcWo#mO3KLRKNl<TZY-w(1P+@XmZDn+2auOU02ykz2Y-
MC$Xcz$?0VoYR0WeYraBpvHWn@Sa90~|<Z*Od6WM6j}0w4h>4LSiZQU`EvZ){~`R}v-)4Rdf|bZKF1Uvpz&Y-
Jb&AOR=>Isq|K40CW{bZKF1Q)6LlWg;*N6;o|*Z**u(F-
&iBb5LP&VQpn}WpWZ13I%g%XKi5^0U!Y=0y+UPQU!BqXKi63zyS&jLsUahVRB(@Wprh75+Mo+bZByAb7*gDWEcS;0Vo1G128T(QVDcua%FR9Z){`|O9~
5QWn*t-WnXl8aAg<*AOR>2G9NBuVP<A!GIVluE<;p9P+@XmZDn+2axO$=V{c?-aykiOWpi|2aA9<4QVL{cV{c?-
RC#b^B0vfUL}g=dWMy&^4GIZjWpi|2aA9<45C9Sr3J+psb97&DVRUF;bZByAa}WU%5ef}(a%E;|cwcj6VRB<=5CS5M0tyR4PEcWTVQpn}WpWZd3Jh~&V
QghzW@&6}WpWq+AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVVlqVQghaX>4p|auPiX40C8{W^`X>X>4p|au@<20VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3v*~`W^_hrY;0w65*`W%c42
Z~WpHyC10Vq?0y+gTWi2r<QU-Qmaz$`+5-bW1ZEtpIZf9R%c4cy5XJr@!AOR={It6B7Y;$E&4Q+3BX>Mmhc4cy5XJrx^3I$|kV_|t11t0+^0y+dRE-
*Dx1!QGoVR;f23It(zX>%9`AOR=>Isq|K1Yvk-b0Wq83KC9la&2L3X?kT)VRB(@Wprh75-
SQ0VPkS{b8}yFaA9<5VQd%yAOR={Is|lbb!AcwVPkS{b8}O0VRUI>Y!W>R40B^)Y-
L|&X>4p|au@<20VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3v**(Y-L7iY;0w65-
SQ0V`yP+Ze?s=b7*05Wn>rwAOR={Is|lbb!AcwV`yP+Ze?s!Xkl_?WD*w&17&b?7z7{zC;~bKF=Z_=Fj50$aC0Io3K3Osb75_8Y-
Lbka$#*{bY*f97YYS)V_|G%7y%#wC<QtJGExO|V_|G%DklmBP-tOuWfBPr1yoW&Nlp*|5(o+eR7F!%5CIYi3IkGAP7t7+0R
""".replace("\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
Phase = EnumTypeWrapper(_pool.FindEnumTypeByName("caffe2trt.Phase"))
TRAIN = Phase.Value("TRAIN")
TEST = Phase.Value("TEST")
RUN = Phase.Value("RUN")
BlobShape = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobShape"))
BlobProto = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProto"))
BlobProtoVector = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProtoVector"))
Datum = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.Datum"))
FillerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FillerParameter"))
NetParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetParameter"))
SolverParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverParameter"))
SolverState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverState"))
NetState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetState"))
NetStateRule = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetStateRule"))
ParamSpec = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParamSpec"))
LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LayerParameter"))
TransformationParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransformationParameter"))
LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LossParameter"))
AccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.AccuracyParameter"))
ArgMaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ArgMaxParameter"))
ClipParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ClipParameter"))
ConcatParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConcatParameter"))
BatchNormParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BatchNormParameter"))
BiasParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BiasParameter"))
ContrastiveLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContrastiveLossParameter"))
ConvolutionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConvolutionParameter"))
CropParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CropParameter"))
DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DataParameter"))
DropoutParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DropoutParameter"))
DummyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DummyDataParameter"))
EltwiseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EltwiseParameter"))
ELUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ELUParameter"))
EmbedParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EmbedParameter"))
ExpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ExpParameter"))
FlattenParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FlattenParameter"))
HDF5DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5DataParameter"))
HDF5OutputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5OutputParameter"))
HingeLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HingeLossParameter"))
ImageDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ImageDataParameter"))
InfogainLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InfogainLossParameter"))
InnerProductParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InnerProductParameter"))
InputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InputParameter"))
LogParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LogParameter"))
LRNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LRNParameter"))
MemoryDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MemoryDataParameter"))
MVNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MVNParameter"))
ParameterParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParameterParameter"))
PoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PoolingParameter"))
PowerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PowerParameter"))
PythonParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PythonParameter"))
RecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RecurrentParameter"))
ReductionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReductionParameter"))
ReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReLUParameter"))
ReshapeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReshapeParameter"))
ScaleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ScaleParameter"))
SigmoidParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SigmoidParameter"))
SliceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SliceParameter"))
SoftmaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SoftmaxParameter"))
SwishParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SwishParameter"))
TanHParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TanHParameter"))
TileParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TileParameter"))
ThresholdParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ThresholdParameter"))
WindowDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WindowDataParameter"))
SPPParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SPPParameter"))
V1LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V1LayerParameter"))
V0LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V0LayerParameter"))
PReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PReLUParameter"))
LSTMParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMParameter"))
WordvecParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WordvecParameter"))
RuntimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RuntimeParameter"))
NumpyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NumpyDataParameter"))
CapSequenceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CapSequenceParameter"))
SumParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SumParameter"))
DotMultiplyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DotMultiplyParameter"))
LSTMDebugParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMDebugParameter"))
GateRecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.GateRecurrentParameter"))
ShuffleChannelParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ShuffleChannelParameter"))
DenseBlockParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DenseBlockParameter"))
CTCDecoderParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCDecoderParameter"))
CTCLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCLossParameter"))
InterpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InterpParameter"))
ReverseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseParameter"))
ReverseTimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseTimeParameter"))
TransposeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransposeParameter"))
ContinuationIndicatorParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContinuationIndicatorParameter"))
PermuteParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PermuteParameter"))
LabelsequenceAccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LabelsequenceAccuracyParameter"))
ROIPoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ROIPoolingParameter"))
SmoothL1LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SmoothL1LossParameter"))
CTCParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCParameter"))
BNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BNParameter"))
NormalizeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NormalizeParameter"))
UpsampleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.UpsampleParameter"))
